package canon_test

import (
	"testing"

	"github.com/interlingua/interlingua/adapters/canon"
)

func TestParseDataURL(t *testing.T) {
	for _, c := range []struct {
		url, mediaType, data string
		ok, canonical        bool
	}{
		{"data:image/png;base64,AAAA", "image/png", "AAAA", true, true},
		{"data:;base64,AAAA", "", "AAAA", true, true},
		{"data:image/png;base64,", "image/png", "", true, true},
		{"data:text/plain;charset=utf-8;base64,AAAA", "text/plain;charset=utf-8", "AAAA", true, true},
		{"DATA:image/png;BASE64,AAAA", "image/png", "AAAA", true, false},
		{"data:image/png,AAAA", "", "", false, false},
		{"data:image/png;base64AAAA", "", "", false, false},
		{"data:base64,AAAA", "", "", false, false},
		{"data:", "", "", false, false},
		{"", "", "", false, false},
		{"https://example.com/;base64,AAAA", "", "", false, false},
		{"data:text/html;x=%2C;base64,AA,A", "text/html;x=%2C", "AA,A", true, true},
	} {
		got, ok := canon.ParseDataURL(c.url)
		if ok != c.ok || got.MediaType != c.mediaType || got.Data != c.data {
			t.Errorf("ParseDataURL(%q) = %+v, %v", c.url, got, ok)
		}
		if ok && got.Canonical(c.url) != c.canonical {
			t.Errorf("%q: canonical %v", c.url, !c.canonical)
		}
	}
}
