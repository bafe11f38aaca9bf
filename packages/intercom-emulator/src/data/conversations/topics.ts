export type Texts = readonly [string, ...string[]]

/** What a conversation is about, and what both sides write, in order. */
export interface Topic {
  subject: string
  /** Whether its openings stand alone: nothing in English is written around them. */
  standsAlone?: boolean
  openings: Texts
  answers: Texts
  followUps: Texts
}

/** What customers write to a shop about. */
export const topics: readonly [Topic, ...Topic[]] = [
  {
    subject: 'Where is my order?',
    openings: [
      'I ordered two weeks ago and nothing has come yet.',
      'The tracking page has said “on its way” since Monday. Is my parcel lost?',
      'My order was due yesterday. Could you find out where it is?',
    ],
    answers: [
      'Thank you for writing. I am asking the courier now.',
      'It was held back in the depot; it should be with you by Thursday.',
      'I have refunded the delivery costs for the wait.',
    ],
    followUps: [
      'Thanks. Can it come to my office instead?',
      'It has just arrived. Thank you, that was quick!',
    ],
  },
  {
    subject: 'Damaged parcel',
    openings: [
      'The parcel was open when it arrived, and one thing is missing.',
      'The corner of the box was crushed and what was in it is bent.',
    ],
    answers: [
      'I am sorry about that! Could you send us a photo of it?',
      'Thank you, that is clear. A new one goes out today; you need not send the old one back.',
    ],
    followUps: ['Here is the photo, with the label too.', 'Perfect, thank you.'],
  },
  {
    subject: 'Wrong item delivered',
    openings: [
      'You sent me the large one, but I ordered the small one.',
      'This is not what I ordered: the colour is green and not blue.',
    ],
    answers: [
      'That is our mistake. Would you like it exchanged, or your money back?',
      'The right one is packed. A return label is in your e-mail.',
    ],
    followUps: ['Exchanged, please. There is no hurry.', 'I have dropped it off at the post office.'],
  },
  {
    subject: 'Rechnung für März',
    standsAlone: true,
    openings: [
      'Könnten Sie mir bitte die Rechnung noch einmal schicken?',
      'Auf der Rechnung fehlt unsere Umsatzsteuernummer. Lässt sich das ändern?',
    ],
    answers: ['Gern. Sie finden sie gleich in Ihrem Postfach.', 'Das habe ich für Sie geändert.'],
    followUps: ['Vielen Dank, sie ist angekommen.', 'Jetzt stimmt alles. Schöne Grüße!'],
  },
  {
    subject: 'Change of address',
    openings: [
      'I would like to change the delivery address, please.',
      'We are moving on Friday. Can the next order go to the new flat?',
    ],
    answers: ['Of course. What is the new address?', 'Done. It holds for all orders from now on.'],
    followUps: ['It is 12 Lighthouse Lane, second floor.', 'Great, thanks for the quick help.'],
  },
  {
    subject: 'Refund',
    openings: [
      'I sent it back ten days ago. When do I get my money?',
      'I was charged twice for the same order.',
    ],
    answers: [
      'I have found it and am looking into it now.',
      'We have refunded the whole amount. It can take five days to show.',
    ],
    followUps: ['It was paid by card, if that helps.', 'I can see it in my account now. Thanks!'],
  },
  {
    subject: 'Discount code',
    openings: [
      'My discount code does not work.',
      'The newsletter promised 10 % off, but the basket shows the full price.',
    ],
    answers: [
      'The code ended on Sunday, but I have made it work once more for you.',
      'I have put the difference into your account as a voucher.',
    ],
    followUps: ['That is very kind!', 'It says “already used” now. Is that right?'],
  },
  {
    subject: 'Réclamation',
    standsAlone: true,
    openings: [
      'Bonjour, je souhaite retourner un article.',
      'Bonjour, il manque une page à mon exemplaire. Pouvez-vous l’échanger ?',
    ],
    answers: ['Bien sûr, je vous envoie une étiquette de retour.', 'Le remboursement est en route.'],
    followUps: ['Merci beaucoup pour votre réponse rapide.', 'Je viens de le déposer à la poste.'],
  },
  {
    subject: 'The app does not open my basket',
    openings: [
      'The app closes when I open my basket.',
      'Since the update I am signed out each time I look at my orders.',
    ],
    answers: [
      'Which telephone do you have, and which version of the app?',
      'Thank you, we can see it here too. A new version is out tomorrow.',
    ],
    followUps: ['Version 4.2, on a rather old tablet.', 'It works again with the new version.'],
  },
  {
    subject: 'Question about a gift card',
    openings: [
      'Can I use two gift cards for one order?',
      'How long is a gift card good for? Mine is from two years ago.',
    ],
    answers: [
      'Yes: enter the second one after the first.',
      'Yours has 18.50 left, and is good until the end of next year.',
    ],
    followUps: ['Lovely, I will use it this week.', 'And can I add money to it?'],
  },
  {
    subject: 'Is it in stock?',
    openings: [
      'Do you have this in blue?',
      'When will it be there again? It has been sold out for a month.',
      'Could you put one aside for me until Saturday?',
    ],
    answers: ['The next ones come in on the 14th.', 'I have put one aside under your name.'],
    followUps: ['Then please tell me when they are there.', 'Thank you, I will be there before noon.'],
  },
  {
    subject: 'Opening hours',
    openings: ['Are you open on Sunday?', 'Is your shop easy to enter with a pram?'],
    answers: ['On Sundays we are open from 11 to 5.', 'Yes, there is a ramp on the left of the door.'],
    followUps: ['And on the public holiday on Monday?', 'Good to know. See you then!'],
  },
  {
    subject: 'Order for a school',
    openings: [
      'We need thirty copies for a class by September. Is there a discount?',
      'Can our school pay by invoice?',
    ],
    answers: [
      'From twenty on it is 15 % less. Shall I write an offer?',
      'Yes, within 30 days. I only need the name of the school.',
    ],
    followUps: ['Yes please, to the address of the office.', 'Our head has agreed. Please go ahead.'],
  },
]

/** What an admin or the operator begins with, and what comes back. */
export const outreach: Topic = {
  subject: 'How was your last order?',
  standsAlone: true,
  openings: [
    'Hello! Did everything arrive as you hoped?',
    'A week ago your order went out. How do you like it?',
    'Hello! We hope that all is well with what you ordered?',
  ],
  answers: ['We are here if you need anything.', 'I am passing that on to the team.'],
  followUps: ['Yes, all fine. Thank you for asking!', 'Could you make the wrapping a little less?'],
}

/** When the topic's own are used up. */
export const furtherAnswers: Texts = [
  'Is there anything else that we can do?',
  'I am looking into it and come back to you today.',
  'Thank you for your patience.',
  'I have asked a colleague who knows more about it.',
]
export const furtherFollowUps: Texts = [
  'Any news?',
  'Thank you!',
  'One more question: can I still change my mind?',
  'Sorry to write again, but it is still not solved.',
]

export const notes: Texts = [
  'Third time this month, please check the courier.',
  'Asked the warehouse; an answer comes tomorrow.',
  'Has ordered for years, let us be generous.',
  'Called back, nobody answered.',
  '<b>VIP</b>: answer today.',
]
