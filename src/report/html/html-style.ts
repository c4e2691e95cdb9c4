/** The style of the page. Light or dark follows the reader's system; nothing is loaded from anywhere. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f6f7f9, #101319);
  --card: light-dark(#ffffff, #181c24);
  --sunken: light-dark(#f2f4f7, #11151c);
  --text: light-dark(#1a1f29, #e4e8ef);
  --soft: light-dark(#5b6577, #98a3b5);
  --line: light-dark(#e1e5ec, #2a303c);
  --good: light-dark(#10794a, #4ccb8f);
  --bad: light-dark(#c02434, #ff7b86);
  --warn: light-dark(#96600a, #f0b54d);
  --info: light-dark(#245fc4, #7fb0ff);
  --good-soft: light-dark(#e3f5ec, #14301f);
  --bad-soft: light-dark(#fdebed, #3a171c);
  --warn-soft: light-dark(#fdf3de, #35270c);
  --info-soft: light-dark(#e8f0fe, #15253f);
  --code: ui-monospace, 'SF Mono', SFMono-Regular, Menlo, Consolas, 'Noto Sans Mono', monospace;
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--page);
  color: var(--text);
  font: 15px/1.6 system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif;
}
main { max-width: 1080px; margin: 0 auto; padding: 32px 24px 64px; }
h1, h2, h3, p { margin: 0; }
h2 { font-size: 19px; margin: 44px 0 4px; }
h2 + .note { margin-bottom: 14px; }
h2:not(:has(+ .note)) { margin-bottom: 14px; }
.note { color: var(--soft); font-size: 14px; }
code, pre { font-family: var(--code); font-size: 13px; }
code { overflow-wrap: anywhere; }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.5; }
a { color: inherit; text-decoration-color: var(--line); text-underline-offset: 3px; }
a:hover { text-decoration-color: currentColor; }
table { border-collapse: collapse; width: 100%; }
th { text-align: start; font-weight: 600; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
.scroll { overflow-x: auto; }

.verdict { padding: 26px 28px; border-left-width: 6px; display: grid; gap: 4px; }
.verdict .kicker { color: var(--soft); font-size: 14px; }
.verdict h1 { font-size: 32px; line-height: 1.25; letter-spacing: -0.01em; }
.verdict .target { margin-top: 10px; font-size: 14px; }
.verdict.conforms { border-left-color: var(--good); } .verdict.conforms h1 { color: var(--good); }
.verdict.fails, .verdict.aborted { border-left-color: var(--bad); }
.verdict.fails h1, .verdict.aborted h1 { color: var(--bad); }
.verdict.undecided { border-left-color: var(--warn); } .verdict.undecided h1 { color: var(--warn); }
.facts { display: flex; flex-wrap: wrap; gap: 6px 24px; margin: 14px 0 0; padding: 14px 0 0; border-top: 1px solid var(--line); font-size: 13px; }
.facts div { display: flex; gap: 7px; }
.facts dt { color: var(--soft); white-space: nowrap; }
.facts dd { margin: 0; font-variant-numeric: tabular-nums; }

.levels { display: grid; grid-template-columns: repeat(auto-fit, minmax(240px, 1fr)); gap: 14px; margin-top: 14px; }
.levels .card { padding: 16px 20px; }
.levels .name { display: flex; justify-content: space-between; align-items: baseline; }
.levels .name b { font-size: 16px; }
.levels .big { font-size: 22px; font-weight: 650; font-variant-numeric: tabular-nums; }
.levels .big small { color: var(--soft); font-weight: 400; font-size: 14px; }
.bar { display: flex; gap: 2px; height: 8px; margin: 10px 0 8px; border-radius: 4px; overflow: hidden; background: var(--sunken); }
.bar i { display: block; min-width: 3px; }
.passed-fill { background: var(--good); } .must-fill { background: var(--bad); }
.should-fill { background: var(--warn); } .advice-fill { background: var(--info); }
.inconclusive-fill { background: var(--soft); } .notRun-fill { background: var(--line); }
.counts { display: flex; flex-wrap: wrap; gap: 2px 14px; font-size: 13px; color: var(--soft); }
.counts .zero { opacity: 0.55; }

.matrix th, .matrix td { padding: 9px 10px; border-bottom: 1px solid var(--line); text-align: center; font-size: 14px; }
.matrix tr:last-child th, .matrix tr:last-child td { border-bottom: 0; }
.matrix th:first-child { text-align: start; padding-left: 20px; white-space: nowrap; }
.matrix td:last-child, .matrix th:last-child { padding-right: 20px; white-space: nowrap; }
.matrix thead th { vertical-align: bottom; font-weight: 500; }
.matrix thead th code { font-weight: 650; }
.matrix thead small, .matrix tbody th small { display: block; color: var(--soft); font-weight: 400; font-size: 12px; line-height: 1.35; }
.matrix .hit { display: inline-block; min-width: 42px; padding: 1px 9px; border-radius: 999px; background: var(--good-soft); color: var(--good); font-variant-numeric: tabular-nums; font-weight: 600; font-size: 13px; }
.matrix .miss { display: inline-block; padding: 1px 9px; border-radius: 999px; background: var(--warn-soft); color: var(--warn); font-size: 13px; white-space: nowrap; }
.matrix .failing { color: var(--bad); font-weight: 600; }
.matrix .none { color: var(--line); }

.badge { display: inline-block; padding: 1px 10px; border-radius: 999px; font-size: 12.5px; font-weight: 600; white-space: nowrap; }
.badge.must { background: var(--bad-soft); color: var(--bad); }
.badge.should { background: var(--warn-soft); color: var(--warn); }
.badge.advice, .badge.erratum { background: var(--info-soft); color: var(--info); }
.badge.known { background: var(--sunken); color: var(--soft); }

.finding { margin-bottom: 14px; overflow: hidden; }
.finding > header { padding: 16px 20px 12px; display: grid; gap: 6px; }
.finding .line { display: flex; flex-wrap: wrap; gap: 6px 10px; align-items: center; }
.finding h3 { font-size: 16px; line-height: 1.45; font-weight: 620; overflow-wrap: anywhere; }
.finding .sub { color: var(--soft); font-size: 14px; overflow-wrap: anywhere; }
.finding .body { padding: 0 20px 18px; display: grid; gap: 14px; }
.label { display: block; color: var(--soft); font-size: 12.5px; margin-bottom: 4px; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); gap: 12px; }
.pair > div { border-radius: 8px; padding: 10px 14px; overflow-wrap: anywhere; }
.pair .right { background: var(--good-soft); }
.pair .wrong { background: var(--bad-soft); }
.hint { border-radius: 8px; padding: 10px 14px; background: var(--info-soft); overflow-wrap: anywhere; }
.quote { border-left: 3px solid var(--line); padding-left: 12px; font-size: 14px; display: grid; gap: 6px; }
.quote .cells { display: flex; flex-wrap: wrap; gap: 0 0; }
.quote .cells span { padding-right: 10px; margin-right: 10px; border-right: 1px solid var(--line); }
.quote .cells span:last-child { border: 0; margin: 0; padding: 0; }
details > summary { cursor: pointer; color: var(--soft); font-size: 14px; }
details > summary:hover { color: var(--text); }
details[open] > summary { margin-bottom: 8px; }
.wire { background: var(--sunken); border: 1px solid var(--line); border-radius: 8px; padding: 12px 14px; margin-top: 8px; }
.wires { display: grid; grid-template-columns: repeat(auto-fit, minmax(340px, 1fr)); gap: 12px; }
.wires .wire { margin: 0; }
.wire .head { color: var(--soft); }
.wire .start { font-weight: 650; color: var(--text); }
.shell { user-select: all; }

.list { padding: 4px 20px; }
.list > div { padding: 11px 0; border-bottom: 1px solid var(--line); display: grid; gap: 4px; overflow-wrap: anywhere; }
.list > div:last-child { border-bottom: 0; }
.ids { display: flex; flex-wrap: wrap; gap: 2px 14px; color: var(--soft); }
.list > .row { display: flex; gap: 12px; align-items: baseline; }

.group { margin-bottom: 10px; }
.group > summary { padding: 13px 20px; color: var(--text); font-size: 15px; display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline; list-style: none; }
.group > summary::-webkit-details-marker { display: none; }
.group > summary::before { content: '▸'; color: var(--soft); }
.group[open] > summary::before { content: '▾'; }
.group > summary small { color: var(--soft); font-size: 13px; }
.group > summary .end { margin-left: auto; color: var(--soft); font-size: 13px; }
.case { display: grid; grid-template-columns: 22px minmax(0, 1fr) auto; gap: 2px 8px; padding: 9px 20px; border-top: 1px solid var(--line); }
.case .mark { font-weight: 700; }
.case .mark.passed { color: var(--good); } .case .mark.failed { color: var(--bad); }
.case .mark.inconclusive { color: var(--warn); } .case .mark.notRun { color: var(--soft); }
.case .detail { grid-column: 2; color: var(--soft); font-size: 13px; overflow-wrap: anywhere; }
.case .end { color: var(--soft); font-size: 12.5px; white-space: nowrap; font-variant-numeric: tabular-nums; }
.phones { padding: 14px 20px; display: flex; flex-wrap: wrap; gap: 4px 18px; }
.phones .idle { color: var(--soft); }
.steps { padding: 14px 20px 14px 38px; margin: 0; }
.steps li { margin: 4px 0; }
footer { margin-top: 40px; color: var(--soft); font-size: 13px; }
@media (max-width: 640px) { .wires, .pair { grid-template-columns: minmax(0, 1fr); } main { padding: 16px 12px 40px; } .verdict { padding: 18px; } .verdict h1 { font-size: 26px; } }
@media print { body { background: none; } .card { break-inside: avoid; } }
`
