// A worker that dies as soon as it is started. Forked by tests.

process.exit(9);
