import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainText } from './plain-text.ts'

test.for([
  ['<p>One</p><p>Two</p>', 'One\nTwo'],
  ['One<br>Two<br/>Three', 'One\nTwo\nThree'],
  ['<ul><li>Coffee</li><li>Tea</li></ul>', '- Coffee\n- Tea'],
  ['See <a class="x" href="https://shop.example/1">order 1</a>.', 'See order 1 (https://shop.example/1).'],
  ['Fish &amp; chips &lt;b&gt; &#39;&#x41;&hellip;', "Fish & chips <b> 'A…"],
  ['&notanentity; &constructor; &#99999999;', '&notanentity; &constructor; &#99999999;'],
  ['<script>alert(1)</script><style>a{}</style>Left', 'Left'],
  ['5 < 6 and 7 > 3', '5 < 6 and 7 > 3'],
  ['Open <b>end', 'Open end'],
  ['', ''],
] as const)('%j reads %j', ([html, text]) => {
  expect(plainText(html)).toBe(text)
})

test('text without tags and entities stays as it is', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\p{L}\p{N} ,.!?]*$/u), (text) => {
      expect(plainText(text)).toBe(text.trim())
    }),
  )
})
