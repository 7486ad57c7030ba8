/* A small stand-in for @clerk/clerk-js, served by the Clerk emulator. For development and tests only. */
(function () {
  "use strict";

  const frontend = new URL(document.currentScript.src).origin;
  const refreshMillis = 50 * 1000;
  const marginSeconds = 10;

  async function call(method, path, body) {
    const response = await fetch(frontend + path, {
      method,
      credentials: "include",
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) {
      const error = new Error("Clerk emulator answered " + response.status);
      error.status = response.status;
      throw error;
    }
    return response.json();
  }

  function claimsOf(jwt) {
    const payload = jwt.split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
    return JSON.parse(atob(payload));
  }

  function toUser(json) {
    const email = json.email_addresses.find((it) => it.id === json.primary_email_address_id);
    return {
      id: json.id,
      externalId: json.external_id,
      username: json.username,
      firstName: json.first_name,
      lastName: json.last_name,
      fullName: [json.first_name, json.last_name].filter(Boolean).join(" ") || null,
      imageUrl: json.image_url,
      publicMetadata: json.public_metadata,
      primaryEmailAddress: email ? { id: email.id, emailAddress: email.email_address } : null,
    };
  }

  class Session {
    constructor(json) {
      this.id = json.id;
      this.status = json.status;
      this.lastActiveOrganizationId = json.last_active_organization_id;
      this.user = toUser(json.user);
      this.cached = null;
      this.pending = null;
    }

    async getToken(options) {
      const fresh = this.cached && claimsOf(this.cached).exp - Date.now() / 1000 > marginSeconds;
      if (fresh && !(options && options.skipCache)) {
        return this.cached;
      }
      this.pending = this.pending || this.fetchToken().finally(() => (this.pending = null));
      return this.pending;
    }

    async fetchToken() {
      try {
        const answer = await call("POST", "/v1/client/sessions/" + this.id + "/tokens");
        this.cached = answer.jwt;
        document.cookie = "__session=" + answer.jwt + "; path=/; SameSite=Lax";
        return answer.jwt;
      } catch (error) {
        if (error.status >= 400 && error.status < 500) {
          Clerk.forget();
          return null;
        }
        throw error;
      }
    }
  }

  const Clerk = {
    loaded: false,
    user: undefined,
    session: undefined,
    listeners: new Set(),

    async load() {
      if (this.loaded) {
        return;
      }
      const client = (await call("GET", "/v1/client")).response;
      const json = client && client.sessions.find((it) => it.id === client.last_active_session_id);
      this.session = json ? new Session(json) : null;
      this.user = this.session ? this.session.user : null;
      this.loaded = true;
      if (this.session) {
        await this.session.getToken();
        setInterval(() => this.session && this.session.getToken({ skipCache: true }), refreshMillis);
      }
      this.tell();
    },

    get isSignedIn() {
      return Boolean(this.session);
    },

    addListener(listener) {
      this.listeners.add(listener);
      return () => this.listeners.delete(listener);
    },

    tell() {
      this.listeners.forEach((it) => it({ user: this.user, session: this.session }));
    },

    forget() {
      this.user = null;
      this.session = null;
      document.cookie = "__session=; path=/; SameSite=Lax; Max-Age=0";
      this.tell();
    },

    async setActive(options) {
      await call("POST", "/v1/client/sessions/" + this.session.id + "/touch", {
        active_organization_id: options.organization || null,
      });
      await this.session.getToken({ skipCache: true });
      this.tell();
    },

    async signOut(options) {
      await call("DELETE", "/v1/client");
      this.forget();
      if (options && options.redirectUrl) {
        location.assign(options.redirectUrl);
      }
    },

    redirectToSignIn(options) {
      this.go("/sign-in", options);
    },

    redirectToSignUp(options) {
      this.go("/sign-up", options);
    },

    go(page, options) {
      const given = options || {};
      const back =
        given.redirectUrl || given.signInForceRedirectUrl || given.signInFallbackRedirectUrl ||
        given.signUpForceRedirectUrl || given.signUpFallbackRedirectUrl || location.href;
      const target = new URL(page, frontend);
      target.searchParams.set("redirect_url", new URL(back, location.href).href);
      location.assign(target.href);
    },
  };

  window.Clerk = Clerk;
})();
