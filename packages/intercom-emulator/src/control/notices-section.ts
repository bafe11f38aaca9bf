import { html } from '../pages/html.ts'

/** The control page's section on what the emulator sends to apps; `page/notices-view.js` fills it. */
export const noticesSection = html`<section id="notices" aria-labelledby="notices-heading">
  <header class="section-head">
    <h2 id="notices-heading">Notices</h2>
    <p class="quiet">What the emulator sends to an app: webhooks, uninstall notices and health checks.</p>
  </header>
  <div id="notices-state"></div>
  <div class="pair forms">
    <form id="notice-settings" class="boxed" aria-labelledby="notice-settings-heading" autocomplete="off">
      <h3 id="notice-settings-heading">Settings of an app</h3>
      <div class="fields">
        <div class="field all">
          <label for="notice-app">App</label>
          <select id="notice-app" name="clientId" data-offer="apps"></select>
        </div>
        <div class="field all">
          <label for="notice-webhooks">Webhook address</label>
          <input
            id="notice-webhooks"
            name="webhooksUrl"
            type="url"
            placeholder="none: nothing is sent"
            spellcheck="false"
          />
        </div>
        <div class="field all">
          <label for="notice-topics">Topics, with commas</label>
          <input id="notice-topics" name="topics" type="text" placeholder="ping alone" spellcheck="false" />
        </div>
        <div class="field all">
          <label for="notice-uninstall">Uninstall address</label>
          <input
            id="notice-uninstall"
            name="uninstallUrl"
            type="url"
            placeholder="none: it is not told"
            spellcheck="false"
          />
        </div>
        <div class="field all">
          <label for="notice-health">Health check address</label>
          <input
            id="notice-health"
            name="healthUrl"
            type="url"
            placeholder="none: it is not asked"
            spellcheck="false"
          />
        </div>
      </div>
      <p class="problem" role="alert" hidden></p>
      <div class="actions"><button class="button primary" type="submit">Save settings</button></div>
    </form>
    <form id="notice-send" class="boxed" aria-labelledby="notice-send-heading" autocomplete="off">
      <h3 id="notice-send-heading">Send</h3>
      <div class="fields">
        <div class="field">
          <label for="send-app">App</label>
          <select id="send-app" name="clientId" data-offer="apps"></select>
        </div>
        <div class="field">
          <label for="send-workspace">Workspace</label>
          <select id="send-workspace" name="workspaceId" data-offer="workspaces"></select>
        </div>
        <div class="field all">
          <label for="send-topic">Topic</label>
          <input id="send-topic" name="topic" value="ping" list="send-topics" required spellcheck="false" />
          <datalist id="send-topics"></datalist>
        </div>
        <div class="field">
          <label for="send-count">How many</label>
          <input id="send-count" name="count" type="number" min="1" max="5000" step="1" value="1" required />
        </div>
        <div class="field">
          <label for="send-duplicates">Duplicates of each</label>
          <input
            id="send-duplicates"
            name="duplicates"
            type="number"
            min="0"
            max="100"
            step="1"
            value="0"
            required
          />
        </div>
        <div class="field">
          <label for="send-signature">Signature</label>
          <select id="send-signature" name="signature">
            <option value="valid">valid</option>
            <option value="absent">absent</option>
            <option value="wrong">wrong</option>
          </select>
        </div>
        <div class="field check">
          <input id="send-shuffled" name="shuffled" type="checkbox" />
          <label for="send-shuffled">Out of order</label>
        </div>
      </div>
      <p class="problem" role="alert" hidden></p>
      <div class="actions">
        <button class="button primary" type="submit" value="webhooks">Send webhook</button>
        <button class="button" type="submit" value="health">Ask for health</button>
      </div>
    </form>
  </div>
  <h3 class="list-heading">Deliveries, the newest first</h3>
  <div class="deliveries" id="deliveries-list" tabindex="0" role="region" aria-label="List of deliveries">
    <p class="empty">Nothing was sent yet.</p>
  </div>
</section>`
