// Package stubtest is an upstream for tests, on loopback: it gives the answers that a test prepares, cut into pieces of any size, at any
// pace, broken off or silent at any byte, and remembers what it was asked. It knows no dialect; what it says in the four dialects lies
// in testdata.
package stubtest
