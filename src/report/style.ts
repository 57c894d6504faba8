import { groupMarks, tierLadder, tokens } from './tokens.js'

function variables(theme: 'light' | 'dark'): string {
  const own = Object.entries(tokens[theme]).map(([name, value]) => `--${name}:${value}`)
  const groups = Object.entries(groupMarks).map(([name, mark]) => `--g-${name.replace(' ', '-')}:${mark[theme]}`)
  const ladder = tierLadder[theme].map((value, at) => `--tier-${at + 1}:${value}`)
  return [...own, ...groups, ...ladder].join(';')
}

/** The style sheet of a report: one column, light and dark, and a print form that unfolds everything. */
export function reportStyle(): string {
  return `:root{${variables('light')};color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{${variables('dark')}}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 Inter,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
header,main{max-width:760px;margin:0 auto;padding:0 20px}
.skip{position:absolute;left:-9999px}.skip:focus{left:8px;top:8px;background:var(--raised);padding:8px}
.mark-line{color:var(--soft);padding-top:24px;margin:0}.mark-line .mark{color:var(--accent);font-weight:700}
h1,h2,.card-title,.verdict{font-family:"Source Serif 4",Georgia,"Times New Roman",serif;font-weight:600;line-height:1.25}
h1{font-size:32px;margin:12px 0 8px}h2{font-size:22px;margin:40px 0 12px;border-top:1px solid var(--line);padding-top:20px}h3{font-size:16px;margin:0}
.lead,.soft,.why,caption{color:var(--soft)}
.cards{list-style:none;margin:0;padding:0;display:grid;gap:12px}
.card,.finding{background:var(--raised);border:1px solid var(--line);border-radius:6px;padding:12px 16px;break-inside:avoid}
.finding{margin-bottom:12px}
.card p,.finding p{margin:4px 0}.card-title{font-size:17px;overflow-wrap:anywhere}
.address{overflow-wrap:anywhere;color:var(--soft)}.quote{border-left:2px solid var(--line);padding-left:10px;overflow-wrap:anywhere}
.facts{display:flex;flex-wrap:wrap;gap:4px 14px;font-size:13.5px}.why{font-size:13.5px;overflow-wrap:anywhere}
.tier{font-weight:600;border-left:6px solid var(--tier-6);padding-left:6px}${[1, 2, 3, 4, 5, 6].map((tier) => `.tier.t${tier}{border-color:var(--tier-${tier})}.tier-${tier}{fill:var(--tier-${tier});color:var(--tier-${tier})}`).join('')}
.rule{color:var(--soft);font:400 12.5px/1 ui-monospace,Menlo,Consolas,monospace}
.severity,.rule,.whole{white-space:nowrap}.severity{border:1px solid var(--line);border-radius:6px;padding:0 6px}.severity.worth-a-look{background:var(--attentionPaper);color:var(--attention);border-color:var(--attention)}
.quotes{margin:6px 0;padding-left:18px;font-size:13.5px;overflow-wrap:anywhere}
.verdict{font-size:26px;margin:8px 0 12px}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:13.5px;margin:8px 0}caption{text-align:left;padding:4px 0;font-size:13px}
th{background:var(--sunken);text-align:left;font-weight:600}th,td{padding:7px 10px;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:break-word}td .address{overflow-wrap:break-word}td:first-child{min-width:9em}.num{text-align:right;white-space:nowrap}
table.wide{font-size:12px}table.wide th,table.wide td{padding:6px 6px}
details{margin:8px 0}summary{cursor:pointer;color:var(--accent)}summary:focus-visible,.scroll:focus-visible,a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.chart{width:100%;height:auto;display:block;margin:8px 0}.chart text{fill:var(--ink);font-size:13px}.chart .number{fill:var(--soft)}.chart.stacked{height:30px}.chart.bars{overflow:visible}.key{display:flex;flex-wrap:wrap;gap:2px 18px;list-style:none;margin:0 0 16px;padding:0;font-size:13px}.hatch{stroke:var(--faint);stroke-width:2}.accent{fill:var(--accent)}.chart tspan.mark{fill:currentColor}.chart .rule-line{stroke:var(--line)}.chart .curve{fill:none;stroke:var(--accent);stroke-width:2}.chart .band-area{opacity:.18}
.minute{background:var(--raised);border:1px solid var(--line);border-radius:6px;padding:4px 16px}.minute ul{padding-left:18px;margin:8px 0}.minute li{margin:4px 0}
${Object.keys(groupMarks).map((name) => name.replace(' ', '-')).map((name) => `.g-${name}{fill:var(--g-${name});color:var(--g-${name})}`).join('')}
@media screen and (max-width:600px){h1{font-size:26px}th,td{padding:6px}th.num{white-space:normal}td:first-child{min-width:6em;overflow-wrap:anywhere}.chart.survival text{font-size:22px}
.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.stack tr{display:block;padding:8px 0;border-bottom:1px solid var(--line)}.stack td,table.stack.wide td{display:flex;justify-content:space-between;gap:16px;padding:2px 0;border:0;text-align:right;white-space:normal;overflow-wrap:anywhere}.stack td:first-child,table.stack.wide td:first-child{display:block;text-align:left;font-weight:600}.stack td[data-label]::before{content:attr(data-label);color:var(--soft);text-align:left;flex:none;max-width:50%}table.stack.wide{font-size:13.5px}}
.on-paper{display:none}
@media print{body{background:#fff;font-size:11pt}main,header{max-width:none}details::details-content{display:block;content-visibility:visible}summary{display:none}details:not([open])>:not(summary){display:block}.scroll{overflow:visible}table{font-size:9.5pt}table.wide{font-size:8pt}table.wide th,table.wide td{padding:4px}td:first-child{min-width:0}h2,h3,caption,summary{break-after:avoid}h1,h2,h3,tr,li,.keep,svg{break-inside:avoid}.on-screen{display:none}.on-paper{display:block}.on-paper table{font-size:8pt}.on-paper td{padding:3px 6px}thead{display:table-header-group}@page{margin:18mm;@bottom-center{content:counter(page) " / " counter(pages);font:9pt Inter,Arial,sans-serif;color:#51626c}}}`
}
