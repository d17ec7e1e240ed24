/** The style of a standalone report: the project's tokens, light and dark, for screen and paper. */

const LIGHT = `color-scheme:light;--paper:#f5f6f3;--plate:#fff;--sunk:#eceeea;--line:#dcdfda;--line-strong:#838a85;--ink:#161b22;--ink-2:#474f59;--ink-3:#5f6771;--accent:#2142c4;--marker:#ffe04d;--on-marker:#161b22;--hatch:#c9cec9;--m1:#003ec8;--m2:#a39029;--m3:#730063;--m4:#18a187;--m5:#432603;--m6:#ac71dc;--m7:#25788e;--m8:#975559`;

const DARK = `color-scheme:dark;--paper:#11151b;--plate:#191e26;--sunk:#0d1015;--line:#2c343f;--line-strong:#707b89;--ink:#eceff2;--ink-2:#b9c0c9;--ink-3:#97a0ab;--accent:#9db2ff;--marker:#f5d547;--on-marker:#161b22;--hatch:#3a4350;--m1:#0c6bee;--m2:#ccb967;--m3:#bc3c9a;--m4:#629e77;--m5:#c47600;--m6:#ae9bfe;--m7:#b7eafe;--m8:#fea2ad`;

const MODELS = Array.from({ length: 8 }, (_, at) => `.m${at + 1}{color:var(--m${at + 1})}`).join(
  '',
);

export const REPORT_STYLE = `:root{${LIGHT}}
@media (prefers-color-scheme:dark){:root{${DARK}}}
@media print{:root{${LIGHT}}body{padding:0}section{break-inside:avoid}}
*{box-sizing:border-box;font-variant-numeric:tabular-nums lining-nums}
body{margin:0 auto;max-width:1200px;padding:32px 24px 64px;background:var(--paper);color:var(--ink);font:400 14px/20px 'Instrument Sans',ui-sans-serif,system-ui,'Segoe UI','DejaVu Sans',sans-serif}
h1{font-size:26px;line-height:32px;font-weight:600;margin:0 0 12px}
h2{font-size:20px;line-height:28px;font-weight:600;margin:40px 0 8px}
h3{font-size:16px;line-height:24px;font-weight:600;margin:0 0 8px}
p{margin:0 0 8px;max-width:80ch}
.answer{font-size:20px;line-height:28px;max-width:60ch;margin:16px 0}
.notes{margin:0 0 16px;padding:8px 16px 8px 32px;background:var(--plate);border:1px solid var(--line-strong);border-radius:8px}
section{background:var(--plate);border:1px solid var(--line);border-radius:8px;padding:16px;margin:16px 0;overflow-x:auto}
.caption{font-size:12px;line-height:16px;color:var(--ink-3);margin:8px 0 0}
table{border-collapse:collapse;width:100%;font-size:13px;line-height:20px}
th,td{padding:6px 12px 6px 0;border-bottom:1px solid var(--line);text-align:right;vertical-align:top}
th{font-weight:500;color:var(--ink-2);vertical-align:bottom}
th:first-child,td:first-child{text-align:left}
tbody th{font-weight:550;color:var(--ink);text-align:left}
td{white-space:nowrap}td.long{white-space:normal;min-width:30ch}.words{text-align:left}
tbody th{min-width:16ch}
td,th,text,li,dd{unicode-bidi:isolate}
.legend{display:flex;flex-wrap:wrap;gap:4px 16px;margin:0 0 8px;padding:0;list-style:none;font-size:13px}
.legend svg{width:12px;height:12px;vertical-align:-1px;margin-right:6px}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,480px),1fr));gap:0 16px;align-items:start}.wide{grid-column:1/-1}
.plot{display:block;width:100%;max-width:760px;height:auto}
.tick{font-size:11px;fill:var(--ink-3)}.name{font-size:12px;fill:var(--ink)}
.grid{stroke:var(--line)}.axis{stroke:var(--line-strong);fill:none}.zero{stroke:var(--ink);stroke-width:1.2}
.spread{stroke:currentColor;stroke-width:2;fill:none}.band{fill:currentColor;opacity:.14}
.bar{fill:var(--ink);opacity:.16}.hatch{stroke:var(--hatch);stroke-width:2}
.settled{fill:var(--ink);stroke:var(--ink);stroke-width:1.6}.open{fill:var(--plate);stroke:var(--ink-3);stroke-width:1.6}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px;font-size:13px;margin:0 0 16px}
dt{color:var(--ink-3)}dd{margin:0;overflow-wrap:anywhere}
${MODELS}`;
