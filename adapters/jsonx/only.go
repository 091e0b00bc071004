package jsonx

import "slices"

// Only returns the object with none but the named members, in their order and as they are spelled.
func Only(object string, names ...string) string {
	w := NewWriter(nil)
	o := w.Object("")
	for name, raw := range Members(object) {
		if slices.Contains(names, name) {
			o.Raw(name, raw)
		}
	}
	o.End()
	return string(w.Bytes())
}
