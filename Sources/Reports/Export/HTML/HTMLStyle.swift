/// The look of the report: two schemes, a narrow window, paper.
///
/// The servers' colours keep apart for all common kinds of colour blindness (after Okabe and Ito);
/// lines differ in their dashes too.
enum HTMLStyle {
  static let css = """
    :root{color-scheme:light dark;--paper:#fcfcfa;--ink:#1d2125;--soft:#5a636b;--line:#dcdfe1;
    --panel:#f2f3f1;--bad:#b3261e;--warn:#8a5a00;--warnpaper:#fdf3dd;
    --s0:#0067a5;--s1:#c24e00;--s2:#00795a;--s3:#9c3f85;--s4:#7a6000;--s5:#46687f}
    @media (prefers-color-scheme:dark){:root{--paper:#15181b;--ink:#e4e7e9;--soft:#a2abb3;
    --line:#32383d;--panel:#1e2226;--bad:#ff8a80;--warn:#f2c063;--warnpaper:#2c2517;
    --s0:#6cb8ee;--s1:#ff9f61;--s2:#4fcfa4;--s3:#e49ad0;--s4:#dcbf58;--s5:#a6c4d8}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);
    font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
    main{max-width:60rem;margin:0 auto;padding:2.5rem 1.5rem 4rem}
    h1{font-size:1.7rem;line-height:1.25;margin:0 0 .3rem;letter-spacing:-.01em}
    h2{font-size:1.2rem;margin:2.8rem 0 .8rem;padding-top:.9rem;border-top:1px solid var(--line)}
    h3{font-size:1rem;margin:1.6rem 0 .4rem}
    p,ul,dl{margin:.5rem 0}.head,figcaption,.fine{color:var(--soft)}
    figcaption,.fine{font-size:.875rem}figure{margin:1rem 0}
    .verdict{font-size:1.15rem;margin:1.2rem 0;padding:.9rem 1.1rem;background:var(--panel);
    border-left:4px solid var(--s0)}
    .caveat{margin:1rem 0;padding:.7rem 1.1rem;background:var(--warnpaper);
    border-left:4px solid var(--warn)}
    .scroll{overflow-x:auto}
    table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.92rem;width:100%}
    th,td{padding:.28rem .7rem;text-align:right;white-space:nowrap}
    th:first-child,td:first-child,.left{text-align:left}
    td.name{white-space:normal;overflow-wrap:anywhere;min-width:11rem}
    thead th{border-bottom:2px solid var(--ink);vertical-align:bottom}
    tbody th{font-weight:400}tbody tr.group>*{border-top:1px solid var(--line)}
    tbody tr:hover>*{background:var(--panel)}.in1{padding-left:1.9rem}.in2{padding-left:3.1rem}
    dl{display:grid;grid-template-columns:9.5rem 1fr;gap:.35rem 1rem}dt{font-weight:600}dd{margin:0}
    dd ul,.caveat ul{margin:.2rem 0;padding-left:1.2rem}dd,li{overflow-wrap:anywhere}
    svg{display:block;width:100%;height:auto;font:12px system-ui,sans-serif}
    svg path{fill:none}.grid{stroke:var(--line);stroke-width:1}.zero{stroke:var(--soft)}
    .tick{fill:var(--soft);font-variant-numeric:tabular-nums}.axis{fill:var(--soft);font-style:italic}
    .s0{stroke:var(--s0)}.s1{stroke:var(--s1)}.s2{stroke:var(--s2)}.s3{stroke:var(--s3)}
    .s4{stroke:var(--s4)}.s5{stroke:var(--s5)}
    .t0{fill:var(--s0)}.t1{fill:var(--s1)}.t2{fill:var(--s2)}.t3{fill:var(--s3)}
    .t4{fill:var(--s4)}.t5{fill:var(--s5)}
    .dot,.mark,.small{stroke-linecap:round}.dot{stroke-width:5.5;stroke-opacity:.75}
    .small{stroke-width:2.6;stroke-opacity:.6}.mark{stroke-width:8}
    .curve{stroke-width:1.9;stroke-linejoin:round}.range{stroke-width:1.4;stroke-opacity:.45}
    svg .area{fill-opacity:.09}
    svg .area.s0{fill:var(--s0)}svg .area.s1{fill:var(--s1)}svg .area.s2{fill:var(--s2)}
    svg .area.s3{fill:var(--s3)}svg .area.s4{fill:var(--s4)}svg .area.s5{fill:var(--s5)}
    .warm{stroke:var(--soft);stroke-opacity:.55}
    .cross{stroke:var(--bad);stroke-width:2}svg .pause{fill:var(--soft);fill-opacity:.16}
    .d1{stroke-dasharray:7 3}.d2{stroke-dasharray:2 3}.d3{stroke-dasharray:9 3 2 3}
    .d4{stroke-dasharray:12 4}.d5{stroke-dasharray:4 4}
    .key{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;list-style:none;padding:0;font-size:.9rem}
    .key svg{display:inline-block;width:2rem;height:.7rem;margin-right:.4rem}
    @media (max-width:40rem){dl{grid-template-columns:1fr}main{padding:1.2rem 1rem}}
    @media print{:root{--paper:#fff;--ink:#000;--soft:#444;--line:#bbb;--panel:#f4f4f4;
    --bad:#a00;--warn:#740;--warnpaper:#fff;
    --s0:#0067a5;--s1:#c24e00;--s2:#00795a;--s3:#9c3f85;--s4:#7a6000;--s5:#46687f}
    body{font-size:10pt}main{max-width:none;padding:0}h2,h3{break-after:avoid}
    figure,tr,.verdict,.caveat{break-inside:avoid}thead{display:table-header-group}
    .scroll{overflow:visible}}
    """
}
