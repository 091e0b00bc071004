package gemini

import (
	"slices"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// transcript is the visible text of a candidate: Google's offsets count its bytes from the start of the whole text, the
// model's count code points in one part.
type transcript struct {
	text []byte
	runs []textRun
}

// textRun is the text of one part: where it begins and ends in the whole text, in bytes.
type textRun struct {
	part     int32
	from, to int
}

// begin adds the text of a part, by its number.
func (t *transcript) begin(part int32, text string) {
	t.runs = append(t.runs, textRun{part, len(t.text), len(t.text)})
	t.grow(text)
}

// grow adds text to the last part.
func (t *transcript) grow(text string) {
	if cap(t.text)-len(t.text) < len(text) {
		t.text = slices.Grow(t.text, max(len(text), 3*cap(t.text), 512))
	}
	t.text = append(t.text, text...)
	t.runs[len(t.runs)-1].to = len(t.text)
}

// addParts adds the texts of a content.
func (t *transcript) addParts(parts []*pb.Part) {
	for i, p := range parts {
		if text := p.GetText(); text != nil {
			t.begin(int32(i), text.Text)
		}
	}
}

// segment is a stretch of text as Google names it.
type segment struct {
	part, start, end int
	text             string
}

// stretch is a stretch of one part, in code points; start and end are nil where it is all of the part.
type stretch struct {
	part       int32
	start, end *int32
}

// find gives the stretch that a segment names. There must be a text. The words of a segment, where it repeats them, count
// for more than its numbers.
func (t *transcript) find(s segment) stretch {
	run := t.runs[len(t.runs)-1]
	for _, r := range t.runs {
		if s.part > 0 && int(r.part) == s.part && t.says(r.from+s.start, r.from+s.end, s.text) {
			return t.stretch(r, r.from+s.start, r.from+s.end)
		}
	}
	for _, r := range t.runs {
		if r.from <= s.start && s.start < r.to {
			run = r
			break
		}
	}
	if s.text != "" && !t.says(s.start, s.end, s.text) {
		for _, r := range t.runs {
			if i := strings.Index(string(t.text[r.from:r.to]), s.text); i >= 0 {
				return t.stretch(r, r.from+i, r.from+i+len(s.text))
			}
		}
	}
	return t.stretch(run, s.start, s.end)
}

// says reports whether the text between two offsets is the given one.
func (t *transcript) says(start, end int, text string) bool {
	return 0 <= start && start <= end && end <= len(t.text) && string(t.text[start:end]) == text
}

// stretch turns offsets into those of a part.
func (t *transcript) stretch(r textRun, start, end int) stretch {
	out := stretch{part: r.part}
	if start <= r.from && end >= r.to {
		return out
	}
	text := string(t.text[r.from:r.to])
	from := int32(canon.RuneOffset(text, start-r.from))
	to := int32(canon.RuneOffset(text, end-r.from))
	out.start, out.end = &from, &to
	return out
}
