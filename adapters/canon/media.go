package canon

import "strings"

// DataURL is an address that holds its bytes itself (RFC 2397), with base64 text.
type DataURL struct {
	// MediaType is the media type with its parameters, as it came.
	MediaType string
	// Data is the base64 text.
	Data string
}

// ParseDataURL splits a base64 data URL without copying. It returns false for any other address, also for a data URL that
// is not base64.
func ParseDataURL(url string) (DataURL, bool) {
	if len(url) < 5 || !strings.EqualFold(url[:5], "data:") {
		return DataURL{}, false
	}
	head, data, ok := strings.Cut(url[5:], ",")
	const mark = ";base64"
	if !ok || len(head) < len(mark) || !strings.EqualFold(head[len(head)-len(mark):], mark) {
		return DataURL{}, false
	}
	return DataURL{MediaType: head[:len(head)-len(mark)], Data: data}, true
}

// Canonical reports whether writing the data URL anew gives url to the byte.
func (d DataURL) Canonical(url string) bool {
	return len(url) == len("data:")+len(d.MediaType)+len(";base64,")+len(d.Data) && strings.HasPrefix(url, "data:"+d.MediaType+";base64,")
}
