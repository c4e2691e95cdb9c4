/** Functions that colour a text, or leave it as it is. */
export type Style = Readonly<
  Record<'bold' | 'dim' | 'inverse' | 'red' | 'green' | 'yellow' | 'blue', (text: string) => string>
>

const codes: Readonly<Record<keyof Style, readonly [on: number, off: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  inverse: [7, 27],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
}

/** The styles of a terminal. Without colour they leave the text as it is. */
export function styles(colour: boolean): Style {
  const painter = (name: keyof Style) => {
    const [on, off] = codes[name]
    return (text: string) => (colour && text ? `\u001b[${on}m${text}\u001b[${off}m` : text)
  }
  return {
    bold: painter('bold'),
    dim: painter('dim'),
    inverse: painter('inverse'),
    red: painter('red'),
    green: painter('green'),
    yellow: painter('yellow'),
    blue: painter('blue'),
  }
}
