package validate

import (
	"encoding/base64"
	"net/url"
	"regexp"
	"strings"
)

// base64Text takes bytes as JSON has them: standard base64 with its padding.
func base64Text(c *check, at string, v any) {
	s, ok := asText(c, at, v)
	if !ok || placeholder(s) {
		return
	}
	if _, err := base64.StdEncoding.DecodeString(s); err != nil {
		c.fail(at, "is not standard base64")
	}
}

// dataURL splits a data URL that holds base64; ok is false where s is none.
func dataURL(s string) (mediaType, data string, ok bool) {
	m := dataURLForm.FindStringSubmatch(s)
	if m == nil {
		return "", "", false
	}
	_, err := base64.StdEncoding.DecodeString(m[2])
	return m[1], m[2], err == nil
}

var dataURLForm = regexp.MustCompile(`^data:([a-zA-Z0-9!#$&^_.+-]+/[a-zA-Z0-9!#$&^_.+-]+)(?:;[a-zA-Z0-9_.-]+=[^;,]*)*;base64,([^,]*)$`)

// dataURLText takes a data URL.
func dataURLText(c *check, at string, v any) {
	s, ok := asText(c, at, v)
	if !ok || placeholder(s) {
		return
	}
	if _, _, ok := dataURL(s); !ok {
		c.fail(at, "is not a data URL of base64")
	}
}

// webURL takes an absolute http or https URL.
func webURL(c *check, at string, v any) {
	if s, ok := asText(c, at, v); ok && !isWebURL(s) {
		c.fail(at, "is not an http or https URL")
	}
}

func isWebURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// webOrDataURL takes either.
func webOrDataURL(c *check, at string, v any) {
	if s, ok := v.(string); ok && strings.HasPrefix(strings.ToLower(s), "data:") {
		dataURLText(c, at, v)
		return
	}
	webURL(c, at, v)
}

// sniffed is the media type that the first bytes of some base64 text show; "" where they show none.
func sniffed(data string) string {
	head, err := base64.StdEncoding.DecodeString(data[:min(len(data), 64)/4*4])
	if err != nil {
		return ""
	}
	for _, m := range magics {
		if strings.HasPrefix(string(head), m.head) && strings.HasPrefix(string(head[min(len(head), 8):]), m.eighth) {
			return m.mediaType
		}
	}
	return ""
}

// magics are the first bytes of files, and those from the eighth on.
var magics = []struct{ mediaType, head, eighth string }{
	{"image/png", "\x89PNG\r\n\x1a\n", ""},
	{"image/jpeg", "\xff\xd8\xff", ""},
	{"image/gif", "GIF8", ""},
	{"image/webp", "RIFF", "WEBP"},
	{"application/pdf", "%PDF-", ""},
}

// asTold demands that base64 text is what its media type says, as far as its first bytes show.
func asTold(c *check, at, mediaType, data string) {
	if got := sniffed(data); got != "" && got != mediaType {
		c.fail(at, "is %s, not %.60q", got, mediaType)
	}
}
