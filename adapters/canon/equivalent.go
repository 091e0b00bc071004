package canon

import (
	"regexp"
	"slices"
	"strings"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Difference is a place at which two canonical documents do not say the same.
type Difference struct {
	// Path is the canonical path into the first document, as narrow as is known. For what only the second document says it
	// is the path at which the first would say it, or where something of it went missing.
	Path string
	// Detail says what differs, for a person who debugs an adapter. It may quote the documents.
	Detail string
	// also lists other places at which a loss of the same thing may be reported.
	also []string
	// whole says that all that stands at the path is gone: a loss of something in it does not explain that.
	whole bool
	// synthetic says that the second document has something of the closed list of Synthesis.
	synthetic bool
}

// EquivalentRequests reports whether two requests say the same, whatever dialects they came through. What does not count
// as different is the list in equivalent_rules.go, and nothing else.
func EquivalentRequests(a, b *pb.GenerateRequest) bool { return len(DiffRequests(a, b)) == 0 }

// EquivalentResponses does the same for responses.
func EquivalentResponses(a, b *pb.GenerateResponse) bool { return len(DiffResponses(a, b)) == 0 }

// DiffRequests lists where b does not say what a says, or says more. It serves the proof that an adapter is honest: a
// request that went through a dialect and back differs only where the encoder reported a loss (see Unreported).
func DiffRequests(a, b *pb.GenerateRequest) []Difference {
	c := &comparer{}
	c.request(a, b)
	return c.diffs
}

// DiffResponses does for responses what DiffRequests does for requests.
func DiffResponses(a, b *pb.GenerateResponse) []Difference {
	c := &comparer{}
	c.response(a, b)
	return c.diffs
}

// Unreported gives the differences that no loss excuses. The losses have canonical paths into the first document. A loss
// excuses a difference at its own place or below it, and one above it that is as narrow as a part or a field, unless all
// of that part or field is gone. A loss at a place so wide that it says nothing excuses nothing. What is of the closed
// list of Synthesis is excused by any loss that says that something was put in; such a loss excuses nothing else, unless
// what was put in stands for something that is gone.
func Unreported(diffs []Difference, losses []*pb.Loss) []Difference {
	var out []Difference
	for _, d := range diffs {
		if !slices.ContainsFunc(losses, d.excusedBy) {
			out = append(out, d)
		}
	}
	return out
}

func (d Difference) excusedBy(l *pb.Loss) bool {
	if l.Action == pb.LossAction_LOSS_ACTION_SYNTHESIZED && (d.synthetic || isInsertion(l.Detail)) {
		return d.synthetic
	}
	if wide.MatchString(l.Path) {
		return false
	}
	return within(d.Path, l.Path) || within(l.Path, d.Path) && !d.whole && !broad.MatchString(d.Path) ||
		slices.ContainsFunc(d.also, func(p string) bool { return within(p, l.Path) })
}

// isInsertion reports whether a loss is about a synthesis that stands for nothing else.
func isInsertion(detail string) bool {
	for _, s := range []Synthesis{SynthEmptyTurn, SynthContinue, SynthInterruptedResult, SynthDummySignature} {
		if detail == s.Detail() {
			return true
		}
	}
	return false
}

// within reports whether a path is another one, or below it.
func within(path, above string) bool {
	return strings.HasPrefix(path, above) && (len(path) == len(above) || path[len(above)] == '/')
}

var (
	// wide are the places at which a reported loss says nothing.
	wide = regexp.MustCompile(`^(/messages|/candidates(/0(/messages)?)?)?$`)
	// broad are the places that hold too much for a loss of something in them to explain a difference of the whole.
	broad = regexp.MustCompile(`^(/messages(/\d+)?|/candidates(/\d+(/messages(/\d+)?)?)?|/tools|/instructions|/metadata)?$`)
)

// comparer collects differences.
type comparer struct {
	diffs []Difference
	// lostMedia are media, and summaries of a compaction, that the second document does not have where the first has them.
	lostMedia []saying
}

// differ records a difference. Also are other paths at which its loss may be reported.
func (c *comparer) differ(path, detail string, also ...string) {
	c.diffs = append(c.diffs, Difference{Path: path, Detail: detail, also: also})
}

// gone records that all that stood at a place is gone.
func (c *comparer) gone(path, detail string, also ...string) {
	c.diffs = append(c.diffs, Difference{Path: path, Detail: detail, also: also, whole: true})
}

// synthesized records that something of the closed list was put in.
func (c *comparer) synthesized(path, detail string, also ...string) {
	c.diffs = append(c.diffs, Difference{Path: path, Detail: detail, also: also, synthetic: true})
}
