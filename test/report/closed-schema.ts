/** The published schema allows unknown members; this one allows none. */
export function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const members = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]))
  return members.type === 'object' ? { ...members, additionalProperties: false } : members
}
