import type { BrowserContext, Page } from '@playwright/test'
import type { BrowserWatch } from '../fixtures/browser-watch.ts'
import type { Stack } from '../stack/start-stack.ts'

/** What a state is made from. */
export interface Scene {
  readonly page: Page
  readonly context: BrowserContext
  readonly stack: Stack
  readonly watch: BrowserWatch
  readonly openOtherBrowser: () => Promise<Page>
}

/** One page in one state, as a person can get to see it. */
export interface State {
  /** The name of its pictures. */
  readonly name: string
  /** A sentence part that says what is shown: "a dialog that asks …". */
  readonly shows: string
  /** It covers the window and not the page, so its pictures show the window. */
  readonly isModal?: true
  /** Brings the page there, and resolves once it can be seen. */
  readonly arrange: (scene: Scene) => Promise<void>
}
