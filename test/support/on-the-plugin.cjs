/** For suites that hold for both hosts: their resources are the plugin's. */
process.env.PROVIDER_HOST = "plugin";
