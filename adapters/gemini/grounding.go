package gemini

import (
	"slices"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// groundingCitations gives a citation for every chunk that supports a stretch of the text, and one of all the text for
// every chunk that supports none. False where the lists are of no known shape, or there is no text.
func groundingCitations(g *wireGrounding, t *transcript) ([]placed, bool) {
	if g.chunks == "" || len(t.runs) == 0 {
		return nil, g.chunks == "" && g.supports == ""
	}
	var chunks []*pb.Citation
	for raw := range jsonx.Elements(string(g.chunks)) {
		c := decodeChunk(raw)
		if c == nil {
			return nil, false
		}
		chunks = append(chunks, c)
	}
	var supports []wireSupport
	if g.supports != "" {
		if err := jsonx.Unmarshal([]byte(g.supports), &supports); err != nil {
			return nil, false
		}
	}
	var out []placed
	used := make([]bool, len(chunks))
	for i := range supports {
		s := &supports[i]
		where := t.find(segment{
			part: int(s.segment.partIndex.V), start: int(s.segment.startIndex.V), end: int(s.segment.endIndex.V),
			text: s.segment.text.V,
		})
		for _, n := range s.chunks {
			if n.V < 0 || n.V >= int64(len(chunks)) {
				continue
			}
			used[n.V] = true
			c := chunks[n.V]
			cite := &pb.Citation{
				Url: c.Url, Title: c.Title, CitedText: c.CitedText, Type: c.Type, Extensions: c.Extensions,
				Start: where.start, End: where.end,
			}
			out = append(out, placed{cite, where.part})
		}
		if n := len(out); n > 0 && len(s.chunks) > 0 {
			exts := slices.Clone(out[n-1].Extensions)
			out[n-1].Extensions = canon.KeepUnknown(exts, own, atSupport, s.unknown.String())
		}
	}
	for n, c := range chunks {
		if !used[n] {
			out = append(out, placed{c, t.runs[len(t.runs)-1].part})
		}
	}
	return out, true
}

// decodeChunk reads a grounding chunk: one member that says of which kind the source is. Nil for another shape.
func decodeChunk(raw string) *pb.Citation {
	for kind, source := range jsonx.Members(raw) {
		if jsonx.KindOf(source) != '{' || !jsonx.Empty(jsonx.Without(raw, kind)) {
			return nil
		}
		c := decodeSource(source, atChunk)
		if c != nil {
			c.Type = kind
		}
		return c
	}
	return nil
}

// chunkKinds are the members of a grounding chunk. The first is written for an address, the second for any other source.
var chunkKinds = []string{"web", "retrievedContext", "maps", "image"}

// chunkKind is the member under which a grounding chunk holds a source.
func chunkKind(c *pb.Citation) string {
	switch {
	case slices.Contains(chunkKinds, c.Type):
		return c.Type
	case c.Url != "":
		return chunkKinds[0]
	}
	return chunkKinds[1]
}

// sameSource reports whether two citations name the same source.
func sameSource(a, b *pb.Citation) bool {
	return a.Url == b.Url && a.Title == b.Title && a.CitedText == b.CitedText && chunkKind(a) == chunkKind(b) &&
		kept(a, atChunk) == kept(b, atChunk)
}

// writeChunks writes the sources, each once, and which stretch of the text rests on which of them.
func writeChunks(g object, all []cited) {
	w := g.Writer()
	index := make([]int, len(all))
	var chunks []cited
	for i, c := range all {
		same := func(o cited) bool { return sameSource(o.Citation, c.Citation) }
		if index[i] = slices.IndexFunc(chunks, same); index[i] < 0 {
			index[i] = len(chunks)
			chunks = append(chunks, c)
		}
	}
	if g.Array("groundingChunks") {
		for _, c := range chunks {
			kind := chunkKind(c.Citation)
			o := w.Object("")
			if s, ok := o.Object(kind, kept(c.Citation, atChunk)); ok {
				s.StrNonEmpty("uri", c.Url)
				s.StrNonEmpty("title", c.Title)
				s.StrNonEmpty("text", c.CitedText)
				s.End()
			}
			o.End()
		}
		g.EndArray()
	}
	if g.Array("groundingSupports") {
		for i := 0; i < len(all); {
			n := i + 1
			for n < len(all) && all[n].start == all[i].start && all[n].end == all[i].end {
				n++
			}
			writeSupport(g, all[i:n], index[i:n])
			i = n
		}
		g.EndArray()
	}
}

// writeSupport writes that a stretch of text rests on sources.
func writeSupport(g object, all []cited, index []int) {
	rest := ""
	for _, c := range all {
		if k := kept(c.Citation, atSupport); k != "" {
			rest = k
		}
	}
	s := g.Writer().Object(rest)
	if seg, ok := s.Object("segment", ""); ok {
		writeStretch(seg.Int, all[0])
		seg.Str("text", all[0].words)
		seg.End()
	}
	if s.Array("groundingChunkIndices") {
		for _, n := range index {
			g.Writer().Int(int64(n))
		}
		s.EndArray()
	}
	s.End()
}

// writeStretch writes where a stretch begins and ends; a beginning at 0 is left out, as Google does.
func writeStretch(write func(string, int64), c cited) {
	if c.start > 0 {
		write("startIndex", int64(c.start))
	}
	write("endIndex", int64(c.end))
}
