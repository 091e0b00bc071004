package jsonx

import "unsafe"

// Span returns where raw, a text that aliases doc, stands in it; 0 and 0 where it does not.
func Span(doc []byte, raw string) (start, end int) {
	if len(doc) == 0 || raw == "" {
		return 0, 0
	}
	base := uintptr(unsafe.Pointer(unsafe.SliceData(doc)))
	at := uintptr(unsafe.Pointer(unsafe.StringData(raw)))
	if at < base || at+uintptr(len(raw)) > base+uintptr(len(doc)) {
		return 0, 0
	}
	start = int(at - base)
	return start, start + len(raw)
}
