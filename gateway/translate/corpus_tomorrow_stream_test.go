package translate_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// TestTomorrowsStreams puts a member of tomorrow into all objects of a kind that the events of a recorded stream have: the whole
// answer that they amount to has it, and it is carried or reported there; else one loss more is reported.
func TestTomorrowsStreams(t *testing.T) {
	seen := map[pair]map[string]bool{}
	for _, p := range pairs() {
		seen[p] = map[string]bool{}
	}
	acrossDialects(t, adapterstest.KindStream, func(p pair, c *adapterstest.Case, laws *checker) {
		const large = 100 << 10
		if len(c.Body) > large {
			return // it would be read anew for each of its places
		}
		frames := adapterstest.Frames(c.Body)
		if c.Array {
			frames = adapterstest.ArrayFrames(c.Body)
		}
		run := func(body []byte) (translate.Result, error) {
			var out bytes.Buffer
			s := translate.Stream{
				Source: p.source, Target: p.target, Exchange: c.Exchange(), Losses: true,
				Flush: func(b []byte) error { out.Write(b); return nil },
			}
			losses, err := s.Run(bytes.NewReader(body))
			return translate.Result{Body: out.Bytes(), Losses: losses}, err
		}
		before, err := run(written(frames))
		if err != nil {
			return
		}
		for _, kind := range kindsOf(frames, seen[p]) {
			body := written(withMember(frames, kind))
			laws.run("nothing of tomorrow in silence", func() []finding {
				after, err := run(body)
				if err != nil || bytes.Contains(after.Body, []byte(oddText)) || len(after.Losses) > len(before.Losses) {
					return nil
				}
				label := "stream " + p.source.Dialect().String() + " " + kind
				whole, err := translate.Gather(p.source, c.Exchange(), bytes.NewReader(body), false)
				if err != nil {
					return []finding{{Where: kind, What: err.Error()}}
				}
				doc, err := p.source.EncodeResponse(c.Exchange(), nil, whole, nil)
				if err != nil {
					return []finding{{Where: kind, What: err.Error()}}
				}
				at := pointersTo(string(doc), "", tomorrow)
				if len(at) == 0 {
					at = []string{kind}
				}
				var found []finding
				for _, pointer := range at {
					if p.source.Dialect() == pb.Dialect_DIALECT_RESPONSES && repeated.MatchString(pointer) {
						continue
					}
					found = append(found, silent(after, pointer, label)...)
				}
				return found
			})
		}
	})
}

// repeated are what a response repeats of its request.
var repeated = regexp.MustCompile(`^/(conversation|instructions|metadata|prompt|prompt_cache_options|reasoning|text|tool_choice|tools)(/|$)`)

// written is a stream of frames.
func written(frames []adapterstest.Frame) []byte {
	var b bytes.Buffer
	for _, f := range frames {
		if f.Name != "" {
			fmt.Fprintf(&b, "event: %s\n", f.Name)
		}
		fmt.Fprintf(&b, "data: %s\n\n", f.Data)
	}
	return b.Bytes()
}

// kindOf is what kind of object one is: by its type, since events repeat it under other names, else by its name.
func kindOf(name string, object map[string]any) string {
	if typ, _ := object["type"].(string); typ != "" {
		return "type " + typ
	}
	return name
}

// kindsOf gives the kinds of objects in frames that were not seen yet.
func kindsOf(frames []adapterstest.Frame, seen map[string]bool) (kinds []string) {
	for _, f := range frames {
		eachObject(f.Data, func(kind string, _ map[string]any) {
			if !seen[kind] {
				seen[kind] = true
				kinds = append(kinds, kind)
			}
		})
	}
	return kinds
}

// withMember gives frames whose objects of a kind have a member of tomorrow.
func withMember(frames []adapterstest.Frame, kind string) []adapterstest.Frame {
	frames = slices.Clone(frames)
	for i, f := range frames {
		frames[i].Data = eachObject(f.Data, func(is string, object map[string]any) {
			if is == kind {
				object[tomorrow] = oddText
			}
		})
	}
	return frames
}

// eachObject calls visit for each object in a document, and gives the document as it is then.
func eachObject(document string, visit func(kind string, object map[string]any)) string {
	var doc any
	d := json.NewDecoder(strings.NewReader(document))
	d.UseNumber()
	if d.Decode(&doc) != nil {
		return document
	}
	var walk func(v any, name string)
	walk = func(v any, name string) {
		switch v := v.(type) {
		case map[string]any:
			for _, inner := range slices.Sorted(maps.Keys(v)) {
				walk(v[inner], inner)
			}
			visit(kindOf(name, v), v)
		case []any:
			for _, e := range v {
				walk(e, name+"/*")
			}
		}
	}
	walk(doc, "")
	text, err := json.Marshal(doc)
	if err != nil {
		return document
	}
	return string(text)
}

// pointersTo gives the pointers to the members of a name in a document.
func pointersTo(document, at, name string) (out []string) {
	switch jsonx.KindOf(document) {
	case '{':
		for member, value := range jsonx.Members(document) {
			here := at + "/" + jsonx.EscapePointer(member)
			if member == name {
				out = append(out, here)
				continue
			}
			out = append(out, pointersTo(value, here, name)...)
		}
	case '[':
		i := 0
		for value := range jsonx.Elements(document) {
			out = append(out, pointersTo(value, fmt.Sprintf("%s/%d", at, i), name)...)
			i++
		}
	}
	return out
}

// TestTomorrowsStreamsComeBack: in its own dialect a stream with members of tomorrow, with values of another kind or with holes comes
// back event by event.
func TestTomorrowsStreamsComeBack(t *testing.T) {
	for _, own := range all.All() {
		t.Run(all.Name(own.Dialect()), func(t *testing.T) {
			t.Parallel()
			tally := adapterstest.Tally{Title: all.Name(own.Dialect()) + " stream"}
			members, values, gaps := map[string]bool{}, map[string]bool{}, map[string]bool{}
			for _, c := range adapterstest.Corpus(t, own.Dialect()) {
				const large = 100 << 10
				if c.Kind != adapterstest.KindStream || len(c.Body) > large {
					continue
				}
				frames := adapterstest.Frames(c.Body)
				if c.Array {
					frames = adapterstest.ArrayFrames(c.Body)
				}
				laws := checker{file: c.File, tally: &tally}
				back := func(law string, changed []adapterstest.Frame) {
					laws.run(law, func() []finding {
						var out bytes.Buffer
						s := translate.Stream{
							Source: own, Target: own, Exchange: c.Exchange(),
							Flush: func(b []byte) error { out.Write(b); return nil },
						}
						if _, err := s.Run(bytes.NewReader(written(changed))); err != nil {
							return nil // it is refused
						}
						return adapterstest.SameFrames(changed, adapterstest.Frames(out.Bytes()), false)
					})
				}
				for _, kind := range kindsOf(frames, members) {
					back("a member of tomorrow comes back", withMember(frames, kind))
				}
				for i, f := range frames {
					typ, _ := jsonx.Get(f.Data, "type")
					for _, place := range places([]byte(f.Data), values, typ) {
						changed := slices.Clone(frames)
						changed[i].Data = string(place.body)
						back("a value of tomorrow comes back", changed)
					}
					empty := holes([]byte(f.Data), gaps, typ)
					for _, at := range slices.Sorted(maps.Keys(empty)) {
						changed := slices.Clone(frames)
						changed[i].Data = empty[at]
						back("a hole comes back", changed)
					}
				}
			}
			tally.Report(t)
		})
	}
}
