// A certified OpenID Connect provider on loopback. First argument: the port; second: the desk's address to come back to.
// CLOCK_BEHIND (seconds) makes a provider whose tokens are out of date when they arrive: its clock goes back while it makes one.
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";

const behind = Number(process.env.CLOCK_BEHIND ?? 0) * 1000;
const clock = Date.now.bind(Date);
let back_by = 0;
Date.now = () => clock() - back_by;

const { default: Provider } = await import("oidc-provider");
const [port, back] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const people = {
  anna: { name: "Anna Example", preferred_username: "anna@council.example", email: "anna@council.example", roles: ["SEN-Moderators", "Payroll"] },
  bo: { name: "Bo Example", preferred_username: "bo@council.example", email: "bo@council.example", roles: ["Payroll"] },
  cy: { name: "Cy Example", preferred_username: "cy@council.example", email: "cy@council.example", roles: ["SEN-Managers", "SEN-Moderators"] },
};
const client = (id) => ({
  client_id: id, client_secret: "a secret of the desk", redirect_uris: [back], response_types: ["code"],
  grant_types: ["authorization_code"], token_endpoint_auth_method: "client_secret_basic",
  post_logout_redirect_uris: [new URL("/sign-in", back).href],
});
const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });
const provider = new Provider(issuer, {
  clients: [client("golden-thread"), client("payroll")],
  jwks: { keys: [{ ...key, use: "sig", alg: "RS256", kid: "one" }] },
  cookies: { keys: ["a key of the tests"] },
  claims: { openid: ["sub"], profile: ["name", "preferred_username", "roles"], email: ["email"] },
  conformIdTokenClaims: false, // as Entra ID does it: the claims stand in the identity token
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_, sub) => people[sub] && { accountId: sub, claims: async () => ({ sub, ...people[sub] }) },
  async loadExistingGrant(ctx) {
    // The council has agreed for everybody: nobody is asked for consent.
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope("openid profile email");
    await grant.save();
    return grant;
  },
});
const answer = provider.callback();
createServer(async (request, response) => {
  const url = new URL(request.url, issuer);
  back_by = url.pathname === "/token" ? behind : 0;
  if (!url.pathname.startsWith("/interaction/")) return answer(request, response);
  const who = url.searchParams.get("who"); // what a person would type
  if (!who) return response.end(`Who are you? ${(await provider.interactionDetails(request, response)).prompt.name}`);
  const result = people[who] ? { login: { accountId: who } } : { error: "access_denied", error_description: "unknown" };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}).listen(Number(port), "127.0.0.1", () => console.log("ready"));
