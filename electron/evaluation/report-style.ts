// The look of a report: one style sheet, on screen and on paper. CLI process.

export const REPORT_STYLE = `
:root { color-scheme: light; --ink: #1f2933; --faint: #616e7c; --line: #e1e7ec; --ground: #f6f8fa; --bad: #c2410c; --good: #00796b; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 1120px; margin: 0 auto; padding: 32px 24px 64px; }
header { margin-bottom: 24px; }
h1 { margin: 0; font-size: 26px; line-height: 1.25; }
h2 { margin: 0 0 12px; font-size: 18px; }
h3 { margin: 20px 0 8px; font-size: 14px; }
p { margin: 0 0 10px; max-width: 78ch; }
.faint { color: var(--faint); }
.small { font-size: 13px; }
section { background: #fff; border: 1px solid var(--line); border-radius: 10px; padding: 20px 22px; margin: 0 0 18px; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); gap: 14px; padding: 0; border: 0; background: none; }
.card { background: #fff; border: 1px solid var(--line); border-radius: 10px; padding: 16px 18px; }
.card .name { font-size: 13px; color: var(--faint); }
.card .value { font-size: 34px; font-weight: 650; line-height: 1.2; font-variant-numeric: tabular-nums; }
.card .range { font-size: 13px; font-variant-numeric: tabular-nums; }
.card.headline { border-left: 5px solid var(--bad); }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 7px 14px 7px 0; border-bottom: 1px solid var(--line); vertical-align: middle; }
th { font-size: 12px; font-weight: 600; color: var(--faint); }
tr:last-child td { border-bottom: 0; }
td.number, th.number { text-align: right; padding-right: 22px; }
td.whole { white-space: nowrap; }
table + p, .scroll + p { margin-top: 10px; }
.scroll { overflow-x: auto; }
.interval { position: relative; width: 180px; height: 14px; background: linear-gradient(var(--line), var(--line)) 0 50% / 100% 1px no-repeat; }
.interval .bar { position: absolute; top: 4px; height: 6px; min-width: 2px; border-radius: 3px; background: currentColor; opacity: .35; }
.interval .dot { position: absolute; top: 2px; width: 10px; height: 10px; margin-left: -5px; border-radius: 50%; background: currentColor; }
.attack { color: var(--bad); } .subject { color: var(--good); }
figure { margin: 0; }
figcaption { font-size: 13px; font-weight: 600; margin-bottom: 2px; }
figcaption span { font-weight: 400; color: var(--faint); }
figure svg { display: block; width: 100%; height: auto; }
.plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); gap: 20px; }
.beside { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(360px, 100%), 1fr)); gap: 28px; align-items: start; }
.beside h3 { margin-top: 6px; }
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 14px; }
.pictures img { display: block; width: 100%; height: 150px; object-fit: contain; background: #eef1f4; border-radius: 6px; }
.pictures figcaption { font-weight: 400; font-size: 12px; margin-top: 4px; overflow-wrap: anywhere; }
.tag { display: inline-block; padding: 0 6px; border-radius: 4px; font-size: 11px; font-weight: 600; background: #eef1f4; }
.tag.wrong { background: var(--bad); color: #fff; }
.note { border-left: 4px solid #e9b949; background: #fffaeb; padding: 8px 12px; border-radius: 4px; }
code { font: 12px/1.4 ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; }
p code { white-space: nowrap; }
@media print { body { background: #fff; } section, .card { break-inside: avoid; } main { padding: 0; } }
`;
