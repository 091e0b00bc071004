package gemini

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
)

// typeCitation is the type of citations that stand in a citation metadata.
const typeCitation = "citation"

// sourceCitations gives the citations of a citation metadata. An empty entry, of which some models send many, cites nothing.
func sourceCitations(m *wireCitations, t *transcript) ([]placed, bool) {
	list := m.sources
	if list == "" {
		list = m.citations
	}
	if list == "" || len(t.runs) == 0 {
		return nil, list == ""
	}
	var out []placed
	for raw := range jsonx.Elements(string(list)) {
		var in wireSource
		c := decodeSource(raw, atSource)
		if c == nil || jsonx.Unmarshal([]byte(raw), &in) != nil {
			return nil, false
		}
		if jsonx.Empty(raw) {
			continue
		}
		c.Type = typeCitation
		where := stretch{part: t.runs[0].part}
		if in.endIndex.Set {
			where = t.find(segment{start: int(in.startIndex.V), end: int(in.endIndex.V)})
		}
		c.Start, c.End = where.start, where.end
		out = append(out, placed{c, where.part})
	}
	return out, true
}

func writeSource(m object, c cited) {
	s := m.Writer().Object(kept(c.Citation, atSource))
	writeStretch(s.Int, c)
	s.StrNonEmpty("uri", c.Url)
	s.StrNonEmpty("title", c.Title)
	s.End()
}
