package upstream

import (
	"net/url"
	"testing"

	"github.com/interlingua/interlingua/gateway/config"
)

// TestAddress has a path stand below the base URL as parsing the two together has it.
func TestAddress(t *testing.T) {
	for _, base := range []string{"http://h", "https://h:1/v1", "https://u:p@h/a%2Fb/", "https://h/v1?version=1"} {
		u := newUpstream(config.Upstream{BaseURL: base}, nil, nil)
		for _, path := range []string{
			"", "/chat/completions", "/v1beta/models/a-b_c.1:generateContent", "/v1beta/models/m:streamGenerateContent?alt=sse",
			"/models/a%2Fb", "/models/é", "/models/a b", "/models/[a]", "/models/a#b",
		} {
			want, err := url.Parse(u.base + path)
			if err != nil {
				t.Fatal(err)
			}
			got, err := u.address(path)
			if err != nil || got.String() != want.String() || got.Path != want.Path || got.RawPath != want.RawPath {
				t.Errorf("%s%s: got %v, %v", base, path, got, err)
			}
		}
	}
	u := newUpstream(config.Upstream{BaseURL: "http://h:port"}, nil, nil)
	if _, err := u.address("/x"); err == nil {
		t.Error("a base that is no URL is taken")
	}
}
