package claude

import "github.com/interlingua/interlingua/adapters/jsonx"

// rawJSON is any value as it came, null included; "" where there is none.
type rawJSON string

// UnmarshalJSONFrom reads the next value of dec.
func (r *rawJSON) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	raw, err := dec.ReadText()
	*r = rawJSON(raw)
	return err
}

// wireStrings is a list of strings; anything else, and the empty list, is kept as it is.
type wireStrings struct {
	list  []string
	other jsonx.Value
}

// UnmarshalJSONFrom reads the next value of dec.
func (s *wireStrings) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	raw, err := dec.ReadText()
	if err != nil || raw == "null" {
		return err
	}
	if jsonx.KindOf(raw) == '[' {
		for e := range jsonx.Elements(raw) {
			text, ok := jsonx.Unquote(e)
			if !ok {
				s.list = nil
				break
			}
			s.list = append(s.list, text)
		}
	}
	if s.list == nil {
		s.other = jsonx.Value(raw)
	}
	return nil
}

// wireEnabled is an object with one switch; anything else, and the empty object, is kept as it is.
type wireEnabled struct {
	enabled *bool
	wrong   jsonx.Value
	unknown jsonx.Value
	other   jsonx.Value
}

// UnmarshalJSONFrom reads the next value of dec.
func (e *wireEnabled) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	if dec.PeekKind() != '{' {
		v, err := dec.ReadValue()
		if err == nil && v.Kind() != 'n' {
			e.other = v
		}
		return err
	}
	var body struct {
		Enabled jsonx.Bool  `json:"enabled"`
		Unknown jsonx.Value `json:",inline,embed"`
	}
	if err := jsonx.UnmarshalDecode(dec, &body); err != nil {
		return err
	}
	e.enabled, e.wrong, e.unknown = body.Enabled.Ptr(), body.Enabled.Raw, body.Unknown
	if e.enabled == nil && e.wrong == nil && len(e.unknown) == 0 {
		e.other = jsonx.Value("{}")
	}
	return nil
}
