/** What is called: `/me`, and a page of contacts as long as Intercom makes it by itself, or as a screen shows it. */
export const measuredCalls = ['me', 'contacts of 10', 'contacts of 50'] as const
export type MeasuredCall = (typeof measuredCalls)[number]
