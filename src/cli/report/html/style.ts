/** How pages look: on screens light and dark, narrow and wide, and on paper. */

/** The style sheet of every page. */
export const style = `
:root{color-scheme:light dark;--paper:#fff;--card:#f6f7f9;--ink:#16191d;--soft:#565e69;--line:#d3d8df;
--link:#0b57b0;--veil:#0003;
--good:#0a6b3d;--bad:#b3261e;--open:#7a5200;--shade:#b3261e;
--tone0:#0b62b5;--tone1:#c24400;--tone2:#00755a;--tone3:#9a3a86;--tone4:#75610a;--tone5:#3f4a9e;
--tone6:#8c2f39;--tone7:#4d5660;
--visible:#0b62b5;--superseded:#5f6874;--merged:#00755a;--lost:#b3261e;--pending:#7a5200}
@media (prefers-color-scheme:dark){:root{--paper:#12151a;--card:#1b2027;--ink:#e8ebef;--soft:#a7b0bc;
--line:#39414c;--link:#8cc0ff;--veil:#fff3;
--good:#6fdd9f;--bad:#ff9389;--open:#f2c14e;--shade:#ff9389;
--tone0:#78b7ff;--tone1:#ffa05e;--tone2:#4fd6ae;--tone3:#f0a0dd;--tone4:#dfcb58;--tone5:#aab2ff;
--tone6:#ff9aa5;--tone7:#bcc4ce;
--visible:#78b7ff;--superseded:#a7b0bc;--merged:#4fd6ae;--lost:#ff9389;--pending:#f2c14e}}
*{box-sizing:border-box}
html{scroll-behavior:smooth}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);
font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main,footer{max-width:66rem;margin:0 auto;padding:0 1.25rem}
main:focus{outline:none}
footer{color:var(--soft);font-size:.875rem;border-top:1px solid var(--line);margin-top:3rem;
padding-top:1rem;padding-bottom:2rem}
header{padding-top:2.5rem}
h1{font-size:clamp(1.5rem,4vw,2.1rem);line-height:1.2;margin:.25rem 0 .5rem;text-wrap:balance}
h2{font-size:1.35rem;line-height:1.3;margin:0 0 .75rem}
h2::first-letter,caption::first-letter,nav a::first-letter{text-transform:uppercase}
h3{font-size:1.05rem;margin:1.5rem 0 .5rem}
section{margin-top:2.75rem;scroll-margin-top:1rem}
p{margin:.5rem 0 .75rem;max-width:46rem}
a{color:var(--link)}
code,pre{font:.9em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
bdi,td,th,dd,dt,summary,figcaption{unicode-bidi:isolate}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);
padding:.5rem 1rem;z-index:2}
.patterns{position:absolute}
.patterns line{stroke:var(--shade);stroke-width:1.5;opacity:.35}.patterns circle{fill:var(--ink);opacity:.5}
.name{margin:0;color:var(--soft)}
.facts{display:flex;flex-wrap:wrap;gap:.35rem .6rem;color:var(--soft);margin:.5rem 0}
.facts span{border:1px solid var(--line);border-radius:1rem;padding:.05rem .7rem;font-size:.9rem}
.about{font-size:1.05rem}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;padding:.6rem 0;margin:1.25rem 0 0;
border-block:1px solid var(--line)}
nav a{display:inline-block;padding:.15rem 0}
.verdict{display:flex;align-items:center;gap:.75rem;font-size:1.3rem;font-weight:650;line-height:1.3;
border:2px solid;border-radius:.6rem;padding:.8rem 1rem;max-width:none;background:var(--card)}
.verdict svg{flex:none;width:2rem;height:2rem;fill:none;stroke:currentColor;stroke-width:2;
stroke-linecap:round;stroke-linejoin:round}
.holds{color:var(--good)}.violated{color:var(--bad)}.unknown{color:var(--open)}
.word{font-weight:650;white-space:nowrap}
.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.4rem,1fr));gap:.75rem;
margin:1rem 0 1.5rem}
.figures div{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.65rem .85rem}
.figures dt{color:var(--soft);font-size:.875rem;line-height:1.3}
.figures dd{margin:.15rem 0 0}.figures b{display:block;font-size:1.3rem;white-space:nowrap;line-height:1.25;
font-variant-numeric:tabular-nums}
.figures span{color:var(--soft);font-size:.85rem}
.figures .bad{border-color:var(--bad);border-width:2px}.figures .bad b{color:var(--bad)}
.findings{margin:0}
.findings div{display:grid;grid-template-columns:9rem 1fr;gap:0 1rem;padding:.4rem 0;
border-bottom:1px solid var(--line)}
.findings dt{font-weight:650}.findings dd{margin:0;max-width:46rem;overflow-wrap:anywhere}
@media (max-width:40rem){.findings div{grid-template-columns:1fr}}
.scroll{overflow-x:auto;max-width:100%;margin:.5rem 0;--ground:var(--paper);
background:linear-gradient(to right,var(--ground) 30%,transparent),
linear-gradient(to left,var(--ground) 30%,transparent) 100% 0,linear-gradient(to right,var(--veil),
transparent),linear-gradient(to left,var(--veil),transparent) 100% 0;
background-repeat:no-repeat;background-size:2.5rem 100%,2.5rem 100%,.7rem 100%,.7rem 100%;
background-attachment:local,local,scroll,scroll}
details .scroll{--ground:var(--card)}
table{border-collapse:collapse;width:100%;font-size:.925rem}
caption{text-align:left;font-weight:650;padding:.4rem 0}
th,td{text-align:left;vertical-align:baseline;padding:.35rem .75rem .35rem 0;
border-bottom:1px solid var(--line);overflow-wrap:break-word;max-width:26rem}
thead th{color:var(--soft);font-weight:600;border-bottom:2px solid var(--line)}
tbody th{font-weight:600}
@media (max-width:40rem){tbody th{min-width:7rem}}
.figure{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
thead .figure{white-space:normal}.figure+td:not(.figure),.figure+th:not(.figure){padding-left:.75rem}
.key{display:inline-block;width:.8em;height:.8em;border-radius:2px;background:currentColor}
figure{margin:1.5rem 0}
figcaption{font-weight:650}
.note{color:var(--soft);font-size:.9rem}
svg text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
fill:currentColor}
.chart,.map,.bar{display:block;width:100%;min-width:40rem;height:auto}
.bar{margin:.5rem 0;min-width:0}.bar text{fill:var(--paper);font-weight:650;font-size:15px}
.bar rect{fill:currentColor;stroke:var(--paper);stroke-width:2}
@media (max-width:40rem){.bar text{display:none}}
.fate-visible{color:var(--visible)}.fate-superseded{color:var(--superseded)}
.fate-merged{color:var(--merged)}.fate-lost{color:var(--lost)}.fate-pending{color:var(--pending)}
.grid line{stroke:var(--line)}.grid text{fill:var(--soft)}.grid .tick{stroke:var(--soft)}
.grid .unit{font-weight:600}
.curve{fill:none;stroke:currentColor;stroke-width:2.2;stroke-linejoin:round}
.whisker{fill:none;stroke:currentColor;stroke-width:2}.band{fill:currentColor;opacity:.18}
.dot{fill:currentColor}
.tone-0{color:var(--tone0)}.tone-1{color:var(--tone1)}.tone-2{color:var(--tone2)}.tone-3{color:var(--tone3)}
.tone-4{color:var(--tone4)}.tone-5{color:var(--tone5)}.tone-6{color:var(--tone6)}.tone-7{color:var(--tone7)}
.tone-1 .curve{stroke-dasharray:9 4}.tone-2 .curve{stroke-dasharray:2.5 3.5}
.tone-3 .curve{stroke-dasharray:12 4 2.5 4}
.tone-4 .curve{stroke-dasharray:5 3}.tone-5 .curve{stroke-dasharray:16 5}
.tone-6 .curve{stroke-dasharray:7 3 2 3 2 3}.tone-7 .curve{stroke-dasharray:1.5 5}
.span rect{fill:url(#hatch)}.span line{stroke:var(--shade);stroke-width:2;stroke-dasharray:4 3}
.span text{fill:var(--bad);font-weight:650}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.3rem;margin:.35rem 0;padding:0;
font-size:.92rem}
.legend li{display:flex;align-items:center;gap:.45rem}
.swatch{flex:none;width:2.5rem;height:.9rem}.marks .swatch{width:1.5rem;height:1.5rem}
.map .link line{stroke:var(--soft);stroke-width:2}.map .was-cut line{stroke:var(--bad);stroke-dasharray:8 6}
.map text{paint-order:stroke;stroke:var(--paper);stroke-width:9px;stroke-linejoin:round}
.map .minor{fill:var(--soft)}.map .cut{fill:var(--bad);font-weight:650}
.map circle{fill:var(--tone0);stroke:var(--paper);stroke-width:2}.map .region text{font-weight:650;
font-size:15px}
.space-time{display:block}
svg.space-time:not(.swatch){max-width:none}
.lane line{stroke:var(--soft);stroke-width:1.5}.lane text{font-weight:650;paint-order:stroke;
stroke:var(--paper);stroke-width:4px}
.moment line{stroke:var(--soft)}.moment text{fill:var(--soft)}
.messages line{stroke:var(--soft);stroke-width:1.2;opacity:.8}
.event{stroke:var(--paper);stroke-width:1.5;fill:var(--ink)}
.event text{stroke:var(--paper);stroke-width:4px;paint-order:stroke;font-size:11.5px;fill:var(--soft)}
.event.write{fill:var(--tone0)}.event.lost{fill:var(--bad)}.event .ring{fill:none;stroke:var(--bad);
stroke-width:2}
.event.send{fill:var(--soft)}.event.receive{fill:var(--paper);stroke:var(--soft)}
.event.apply{fill:var(--paper);stroke:var(--tone2);stroke-width:2}
.event.conflict{fill:var(--open)}.event.discard{fill:var(--bad)}.event .cross{stroke:var(--paper);
stroke-width:2.4;fill:none}
.event.read{fill:var(--paper);stroke:var(--tone3);stroke-width:1.8}.event .pupil{fill:var(--tone3);
stroke:none}
.event.wait{fill:var(--paper);stroke:var(--open);stroke-width:1.8}.event.trouble{fill:var(--open)}
details{border:1px solid var(--line);border-radius:.6rem;margin:.6rem 0;padding:0 .9rem;
background:var(--card)}
summary{cursor:pointer;padding:.55rem 0;overflow-wrap:anywhere}
details>:last-child{margin-bottom:.9rem}
.steps{margin:.5rem 0;padding-left:1.6rem}.steps li{padding:.12rem 0;overflow-wrap:anywhere}
.steps .moment{color:var(--soft);font-variant-numeric:tabular-nums}
.step-discard,.step-drop{color:var(--bad)}
div.heat-0{background:color-mix(in srgb,var(--tone0) 4%,transparent)}
div.heat-1{background:color-mix(in srgb,var(--tone0) 10%,transparent)}
div.heat-2{background:color-mix(in srgb,var(--tone0) 17%,transparent)}
div.heat-3{background:color-mix(in srgb,var(--tone0) 25%,transparent)}
.heat{padding:.15rem .6rem;border-radius:.3rem;white-space:nowrap}.heat b{display:block}
pre{margin:0;padding:.25rem 0}
@media print{
:root{color-scheme:light;--paper:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb;--link:#000;
--good:#0a6b3d;--bad:#a0201a;--open:#6a4700;--shade:#a0201a;
--tone0:#0b62b5;--tone1:#c24400;--tone2:#00755a;--tone3:#9a3a86;--tone4:#75610a;--tone5:#3f4a9e;
--tone6:#8c2f39;--tone7:#4d5660;
--visible:#0b62b5;--superseded:#5f6874;--merged:#00755a;--lost:#b3261e;--pending:#7a5200}
@page{margin:15mm}
body{font-size:10pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
main,footer{max-width:none;padding:0}header{padding-top:0}
nav,.skip{display:none}section{margin-top:1.5rem}
h2,h3,caption,figcaption,summary{break-after:avoid}figure,tr,.figures div,.verdict{break-inside:avoid}
.scroll{overflow:visible;background:none}.chart,.map{min-width:0}svg.space-time:not(.swatch){width:100%;
height:auto}
details{border:0;padding:0}details::details-content{content-visibility:visible;block-size:auto;height:auto}
pre{white-space:pre-wrap}a{text-decoration:none}}
`;
