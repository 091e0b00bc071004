package adapterstest

import (
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/interlingua/interlingua/adapters"
)

// Law is something that holds for every document of a dialect.
type Law struct {
	// Name names it in messages.
	Name string
	// Applies says whether it says anything about a case; nil means that it always does.
	Applies func(adapters.Adapter, *Case) bool
	// Check tries it.
	Check func(adapters.Adapter, *Case) []Finding
}

// Laws lists the laws for each kind of document.
var Laws = map[Kind][]Law{
	KindRequest: {
		{Name: "identity", Check: requestIdentity},
		{Name: "same bytes twice", Check: requestTwice},
		{Name: "input left alone", Check: requestInput},
		{Name: "no panic", Check: requestMutations},
	},
	KindResponse: {
		{Name: "identity", Check: responseIdentity},
		{Name: "same bytes twice", Check: responseTwice},
		{Name: "accumulate(explode) is itself", Check: responseExploded},
		{Name: "written as a stream", Check: responseStreamed},
		{Name: "no panic", Check: responseMutations},
	},
	KindStream: {
		{Name: "identity", Check: streamIdentity},
		{Name: "same bytes twice", Check: streamTwice},
		{Name: "grammar", Check: streamGrammar},
		{Name: "written as a whole", Check: streamAsWhole},
		{Name: "buffered means at hand", Check: streamBuffered},
		{Name: "one flush for what is at hand", Check: streamFlushes},
		{Name: "cut into single bytes", Check: streamSingleBytes},
		{Name: "cut at every place", Applies: isShort, Check: streamCut},
		{Name: "no panic", Check: streamMutations},
	},
	KindError: {
		{Name: "identity", Check: errorIdentity},
		{Name: "no panic", Check: errorMutations},
	},
}

// Guard runs a check and makes a finding of a panic.
func Guard(check func() []Finding) (found []Finding) {
	defer func() {
		if r := recover(); r != nil {
			found = append(found, Finding{Where: "panic", What: fmt.Sprintf("%v at %s", r, panicSite(debug.Stack()))})
		}
	}()
	return check()
}

// panicSite finds the place of a panic in a stack: the first frame of this module below the panic itself.
func panicSite(stack []byte) string {
	_, below, _ := strings.Cut(string(stack), "panic(")
	for _, line := range strings.Split(below, "\n") {
		if i := strings.Index(line, "/adapters/"); i >= 0 && strings.HasPrefix(line, "\t") {
			site, _, _ := strings.Cut(line[i+1:], " ")
			return site
		}
	}
	return "an unknown place"
}

// broken is the finding of an error where there should be none.
func broken(where string, err error) []Finding {
	return []Finding{{Where: where, What: err.Error()}}
}

// lost makes a finding of every loss: a dialect loses nothing of its own.
func lost(losses *adapters.Losses) []Finding {
	var found []Finding
	for _, l := range losses.Items() {
		found = append(found, Finding{Where: "loss at " + l.Path, What: "reported towards its own dialect: " + l.Detail})
	}
	return found
}
