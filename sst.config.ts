/// <reference path="./.sst/platform/config.d.ts" />

export default $config({
  app(input) {
    const isProduction = input?.stage === 'production';
    return {
      name: 'rung',
      home: 'aws',
      version: '4.17.1',
      removal: isProduction ? 'retain' : 'remove',
      protect: isProduction,
    };
  },
  async run() {
    const { readSettings } = await import('./packages/infra/src/settings.ts');
    const { rung } = await import('./packages/infra/src/rung.ts');
    // biome-ignore lint/style/noProcessEnv: a deployment's settings come from .env, which SST has read into the environment.
    return rung(readSettings(process.env));
  },
});
