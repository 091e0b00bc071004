// Package sdks holds the vendors' own SDKs for Python and Node, Vercel's AI SDK and LangChain to the running gateway: every one of them
// on every upstream dialect, feature by feature. Its tests run only where INTERLINGUA_CLIENTS names a folder in which .ci/e2e/sdks-foreign
// has installed them.
//
// In drivers there is one script for each SDK, which uses it as its documentation does, and one kit for each language, which judges what
// came of it. A driver prints a line of JSON for each feature.
package sdks
