/** Set with `npx sst secret set <name> <value>`; a deployment without them stops and names the one that is missing. */
export function secrets() {
  return {
    slackSigningSecret: new sst.Secret('SlackSigningSecret'),
    slackBotToken: new sst.Secret('SlackBotToken'),
  };
}
