package gemini

import (
	"slices"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const (
	atGrounding = "/groundingMetadata"
	atCitations = "/citationMetadata"
)

// The places of what a citation keeps: the lists that its pieces stand in.
const (
	atChunk   = "/groundingChunks"
	atSupport = "/groundingSupports"
	atSource  = "/citationSources"
)

// placed is a citation and the part that it is about.
type placed struct {
	*pb.Citation
	part int32
}

// decodeCitations reads grounding and citation metadata as citations of the text. The lists that they come from are kept
// as spelling, since citations group what they say otherwise; lists keeps them, below a place. Everything else in the
// metadata is unknown.
func decodeCitations(k, lists *keeper, place string, c *wireCandidate, t *transcript) []placed {
	var out []placed
	if g := &c.grounding; g.present {
		var ok bool
		if out, ok = groundingCitations(g, t); ok {
			lists.exactOpt(place+atGrounding, &g.leftover, "groundingChunks", g.chunks)
			lists.exactOpt(place+atGrounding, &g.leftover, "groundingSupports", g.supports)
		} else {
			g.keep("groundingChunks", g.chunks.bytes())
			g.keep("groundingSupports", g.supports.bytes())
		}
		k.rest(atGrounding, &g.leftover)
		k.presence(lists, place, "groundingMetadata")
	}
	if m := &c.citations; m.present {
		sources, ok := sourceCitations(m, t)
		if ok {
			lists.exactOpt(place+atCitations, &m.leftover, "citationSources", m.sources)
			lists.exactOpt(place+atCitations, &m.leftover, "citations", m.citations)
			out = append(out, sources...)
		} else {
			m.keep("citationSources", m.sources.bytes())
			m.keep("citations", m.citations.bytes())
		}
		k.rest(atCitations, &m.leftover)
		k.presence(lists, place, "citationMetadata")
	}
	return out
}

// presence keeps that an object was there of which nothing else was kept.
func (k *keeper) presence(lists *keeper, place, name string) {
	if !keeps(k.exts, "/"+name) && !keeps(lists.exts, place+"/"+name) {
		lists.form(place, name, formEmpty)
	}
}

// exactOpt keeps a value where there is one.
func (k *keeper) exactOpt(at string, l *leftover, name string, raw rawJSON) {
	if raw != "" {
		k.exact(at, l.spelling(name), string(raw))
	}
}

// decodeSource reads a source. What a citation has no field for is unknown, in a list of sources.
func decodeSource(raw, at string) *pb.Citation {
	var in wireSource
	if err := jsonx.Unmarshal([]byte(raw), &in); err != nil {
		return nil
	}
	var k keeper
	c := &pb.Citation{}
	c.Url, _ = k.str("", &in.leftover, "uri", &in.uri)
	c.Title, _ = k.str("", &in.leftover, "title", &in.title)
	c.CitedText, _ = k.str("", &in.leftover, "text", &in.text)
	c.Extensions = canon.KeepUnknown(nil, own, at, in.unknown.String())
	return c
}

// cited is a citation and the stretch of the whole visible text that it is about, in bytes.
type cited struct {
	*pb.Citation
	start, end int
	words      string
}

// citedIn gives all citations of a candidate.
func citedIn(messages []*pb.Message) []cited {
	var out []cited
	base := 0
	for _, m := range messages {
		for _, p := range m.Parts {
			t := p.GetText()
			for _, c := range t.GetCitations() {
				out = append(out, citedText(c, t.Text, base))
			}
			base += len(t.GetText())
		}
	}
	return out
}

// citedText places a citation of a text that begins at an offset.
func citedText(c *pb.Citation, text string, base int) cited {
	from, to := 0, len(text)
	if c.Start != nil {
		from = canon.ByteOffset(text, int(*c.Start))
	}
	if c.End != nil {
		to = max(from, canon.ByteOffset(text, int(*c.End)))
	}
	return cited{c, base + from, base + to, text[from:to]}
}

// writeSources writes the grounding and citation metadata that were kept, or that citations make.
func writeSources(o object, exts []*pb.Extension, all []cited) {
	isCitation := func(c cited) bool { return c.Type == typeCitation }
	grounding := slices.DeleteFunc(slices.Clone(all), isCitation)
	if len(grounding) > 0 || keeps(exts, atGrounding) || form(exts, "", "groundingMetadata") != "" {
		if g, ok := o.open("groundingMetadata", exts, atGrounding); ok {
			if len(grounding) > 0 && !g.Has(g.name("groundingChunks")) {
				writeChunks(g, grounding)
			}
			g.End()
		}
	}
	sources := slices.DeleteFunc(slices.Clone(all), func(c cited) bool { return !isCitation(c) })
	if len(sources) > 0 || keeps(exts, atCitations) || form(exts, "", "citationMetadata") != "" {
		if m, ok := o.open("citationMetadata", exts, atCitations); ok {
			if len(sources) > 0 && !m.Has("citations") && m.Array(m.name("citationSources")) {
				for _, s := range sources {
					writeSource(m, s)
				}
				m.EndArray()
			}
			m.End()
		}
	}
}

// kept gives the members that a citation kept of its entry in a list.
func kept(c *pb.Citation, list string) string { return canon.Own(c.Extensions, own, list) }
