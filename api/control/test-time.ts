/** 2026-03-10 18:00 UTC, a Tuesday evening in winter time. */
export const SOME_TIME = Date.UTC(2026, 2, 10, 18, 0);
