// Package sdktest calls the gateway with the vendors' own SDKs for Go. It is a module of its own, so that nothing but these
// tests depends on the SDKs.
package sdktest
