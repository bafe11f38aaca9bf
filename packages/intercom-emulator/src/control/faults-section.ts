import { html } from '../pages/html.ts'

/** The control page's section on what goes wrong on purpose; `page/faults-view.js` and `page/fault-form.js` fill it. */
export const faultsSection = html`<section id="faults" aria-labelledby="faults-heading">
  <header class="section-head">
    <h2 id="faults-heading">Faults</h2>
    <p class="quiet">What goes wrong on purpose. The oldest that matches a request strikes it.</p>
    <button class="button" type="button" data-action="reset" data-only="faults">Remove all</button>
  </header>
  <div class="scroll" id="faults-list"></div>
  <form id="fault-form" class="boxed" aria-labelledby="fault-form-heading" autocomplete="off">
    <h3 id="fault-form-heading">Add a fault</h3>
    <div class="fields">
      <div class="field wide">
        <label for="fault-kind">Kind</label>
        <select id="fault-kind" name="kind"></select>
      </div>
      <div class="field wide">
        <label for="fault-route">Route, or several with commas</label>
        <input
          id="fault-route"
          name="route"
          list="fault-routes"
          value="GET /me"
          required
          spellcheck="false"
        />
        <datalist id="fault-routes"></datalist>
      </div>
      <div class="field">
        <label for="fault-count">How many times</label>
        <input
          id="fault-count"
          name="count"
          type="number"
          min="1"
          step="1"
          value="1"
          placeholder="until removed"
        />
      </div>
    </div>
    <div class="fields" id="fault-fields" role="group" aria-label="Settings of this kind"></div>
    <details>
      <summary>Only for some requests, by chance, or late</summary>
      <div class="fields">
        <div class="field">
          <label for="fault-host">Host</label>
          <select id="fault-host" name="host">
            <option value="">Every host</option>
          </select>
        </div>
        <div class="field">
          <label for="fault-workspace">Workspace</label>
          <select id="fault-workspace" name="workspaceId" data-offer="workspaces">
            <option value="">Every workspace</option>
          </select>
        </div>
        <div class="field">
          <label for="fault-app">App</label>
          <select id="fault-app" name="clientId" data-offer="apps">
            <option value="">Every app</option>
          </select>
        </div>
        <div class="field">
          <label for="fault-skip">Let pass first</label>
          <input id="fault-skip" name="skip" type="number" min="0" step="1" placeholder="0" />
        </div>
        <div class="field">
          <label for="fault-chance">Chance (%)</label>
          <input
            id="fault-chance"
            name="chance"
            type="number"
            min="0"
            max="100"
            step="any"
            placeholder="100"
          />
        </div>
        <div class="field">
          <label for="fault-latency">Wait first (ms)</label>
          <input
            id="fault-latency"
            name="latencyMs"
            type="number"
            min="0"
            max="600000"
            step="1"
            placeholder="0"
          />
        </div>
        <div class="field">
          <label for="fault-jitter">And at most so much more (ms)</label>
          <input
            id="fault-jitter"
            name="jitterMs"
            type="number"
            min="0"
            max="600000"
            step="1"
            placeholder="0"
          />
        </div>
      </div>
    </details>
    <p class="problem" id="fault-problem" role="alert" hidden></p>
    <div class="actions">
      <button class="button primary" type="submit">Add fault</button>
      <p class="quiet">Leave “how many times” empty for a fault that stays until it is removed.</p>
    </div>
  </form>
</section>`
