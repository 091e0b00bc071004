package adapterstest

import "github.com/interlingua/interlingua/adapters/canon"

// exception is a case that need not keep a law, because the recording itself is at fault.
type exception struct {
	// file is the case, law the title and name of the law ("claude stream: identity"), * standing for any text.
	file, law string
	// reason says what is wrong with the recording.
	reason string
}

// exceptions is the whole list. An entry whose case keeps the law after all fails the test, so that the list cannot grow
// stale; TestExceptions bounds its length.
var exceptions = []exception{}

func exceptionFor(file, law string) (reason string, ok bool) {
	for _, e := range exceptions {
		if e.file == file && canon.Match(e.law, law) {
			return e.reason, true
		}
	}
	return "", false
}
