//go:build !race

package api_test

// race says that the race detector, which is slow, is on.
const race = false
