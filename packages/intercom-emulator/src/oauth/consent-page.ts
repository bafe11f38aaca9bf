import { adminsOf, regionNames } from '../directory.ts'
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import type { SeedAdmin, SeedWorkspace } from '../seed.ts'
import type { ConsentRequest } from './consent-request.ts'

/** The field that names the chosen admin of one workspace. */
export function adminField(workspaceId: string): string {
  return `admin-${workspaceId}`
}

/**
 * The consent page's body. The form has no `action`: it posts to the page's own address, which carries the request.
 * Choosing a workspace shows its admins by style sheet alone; without one, all are shown and it works the same.
 */
export function consentPage(
  request: ConsentRequest,
  workspaces: readonly SeedWorkspace[],
  problem?: string,
): Html {
  const { app, redirectUri } = request
  return html`<body class="narrow">
    ${emulatorNotice}
    <main class="card">
      <h1>Connect <span class="app-name">${app.name}</span> to your workspace?</h1>
      ${problem !== undefined && html`<p class="problem" role="alert">${problem}</p>`}
      <section aria-labelledby="permissions-heading">
        <h2 id="permissions-heading">This app will be able to</h2>
        <ul class="permissions">
          ${app.permissions.map(
            ({ name, says }) => html`<li>${says} <code class="quiet">${name}</code></li>`,
          )}
        </ul>
      </section>
      <form method="post">
        <fieldset class="choices">
          <legend>Choose a workspace and who you are in it</legend>
          ${workspaces.map((workspace, index) => workspaceChoice(workspace, index === 0))}
        </fieldset>
        <p class="quiet">
          Both buttons take you back to <strong class="address">${new URL(redirectUri).origin}</strong>.
          Authorizing installs the app in the workspace you chose.
        </p>
        <div class="actions">
          <button class="button primary" name="decision" value="authorize">Authorize</button>
          <button class="button" name="decision" value="cancel" formnovalidate>Cancel</button>
        </div>
      </form>
    </main>
    <footer class="quiet">
      <p>Client id <code>${app.clientId}</code> · <a href="/_emulator">Control page</a></p>
    </footer>
  </body>`
}

/** What a person sees where going on, or back to the app, would not be safe. */
export function consentProblemPage(problem: string): Html {
  return html`<body class="narrow">
    ${emulatorNotice}
    <main class="card">
      <h1>This app cannot be connected</h1>
      <p class="problem">${problem}</p>
      <p>
        Nothing was shared and nothing was installed. Go back to the app and start again; if it happens again,
        the app’s settings have to be corrected.
      </p>
    </main>
  </body>`
}

const emulatorNotice = html`<header class="notice">
  <p>
    <strong>Intercom emulator</strong> This is not Intercom. Everything here is made up and stays on this
    computer.
  </p>
</header>`

function workspaceChoice(workspace: SeedWorkspace, chosen: boolean): Html {
  const id = `workspace-${workspace.id}`
  return html`<div class="workspace">
    <label class="choice">
      <input
        type="radio"
        name="workspace"
        value="${workspace.id}"
        required
        aria-labelledby="${id}-name"
        aria-describedby="${id}-note"
        ${chosen && html`checked`}
      />
      <span class="choice-text">
        <span class="choice-name" id="${id}-name" dir="auto">${workspace.name}</span>
        <span class="quiet" id="${id}-note"
          >${regionNames[workspace.region]} · <code>${workspace.id}</code></span
        >
      </span>
    </label>
    <fieldset class="admins">
      <legend>Who are you in ${workspace.name}?</legend>
      ${adminsOf(workspace).map((admin, index) => adminChoice(workspace, admin, index === 0))}
    </fieldset>
  </div>`
}

function adminChoice(workspace: SeedWorkspace, admin: SeedAdmin, chosen: boolean): Html {
  const id = `admin-${admin.id}`
  return html`<label class="choice">
    <input
      type="radio"
      name="${adminField(workspace.id)}"
      value="${admin.id}"
      required
      aria-labelledby="${id}-name"
      aria-describedby="${id}-note"
      ${chosen && html`checked`}
    />
    <span class="choice-text">
      <span class="choice-name" id="${id}-name"><bdi>${admin.name}</bdi></span>
      <span class="quiet" id="${id}-note">
        <span class="address">${admin.email}</span>${!admin.emailVerified && html` · not verified`}
      </span>
    </span>
  </label>`
}
