// Package gatewaytest serves a gateway on loopback for one test, built from a configuration as the command builds it, but for
// what a test has to decide: its clock, what its ids are drawn from, and that nobody waits between two tries.
package gatewaytest
