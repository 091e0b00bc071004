package pains

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/interlingua/interlingua/adapters/adapterstest/validate"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/gatewaytest"
	"github.com/interlingua/interlingua/gateway/stubtest"
)

// changes are the orders in which a conversation changes between models of three dialects.
var changes = [][]string{
	{"claude", "responses", "gemini"},
	{"claude", "gemini", "responses"},
	{"responses", "claude", "gemini"},
	{"responses", "gemini", "claude"},
	{"gemini", "claude", "responses"},
	{"gemini", "responses", "claude"},
}

// TestSealsOfThreeModels has a conversation that changed its model twice go on with each of them, and with one that has no state: each
// gets its own state back, nobody that of another, and what is asked is valid. What is withheld is said.
func TestSealsOfThreeModels(t *testing.T) {
	for client := range replays {
		for _, order := range changes {
			t.Run(client+"_"+strings.Join(order, "_"), func(t *testing.T) { changeModels(t, client, order) })
		}
	}
}

// changeModels is the test for one client and one order.
func changeModels(t *testing.T, client string, order []string) {
	stubs := map[string]*stubtest.Server{}
	c := &config.Config{}
	for _, dialect := range all.Names() {
		answer := stubtest.File("answer." + dialect + ".json")
		if sealed, ok := sealedAnswers[dialect]; ok {
			answer = []byte(sealed.answer)
		}
		stubs[dialect] = stubtest.New(t, stubtest.Document(answer))
		c.Upstreams = append(c.Upstreams, gatewaytest.UpstreamAt("at-"+dialect, dialect, stubs[dialect].URL))
		c.Models = append(c.Models, config.Model{Match: "m-" + dialect, Upstream: "at-" + dialect, Model: "up-1"})
	}
	base := gatewaytest.To("chat", stubs["chat"].URL, "up-1")
	base.Upstreams, base.Models = c.Upstreams, c.Models
	s := gatewaytest.Serve(t, base)
	ask := func(dialect string, replayed []string) gatewaytest.Answer {
		body := firsts[client]
		if len(replayed) > 0 {
			body = continued(client, replayed...)
		}
		body = strings.Replace(body, `"model":"m-1"`, `"model":"m-`+dialect+`"`, 1)
		a := s.Post(strings.Replace(paths[client][0], "m-1", "m-"+dialect, 1), []byte(body))
		if a.StatusCode != http.StatusOK {
			t.Fatalf("%s: %d %s\n%s", dialect, a.StatusCode, a.Bytes, body)
		}
		return a
	}
	var replayed []string
	for _, dialect := range order {
		var doc map[string]any
		if err := json.Unmarshal(ask(dialect, replayed).Bytes, &doc); err != nil {
			t.Fatal(err)
		}
		replayed = append(replayed, replays[client](doc))
	}
	for _, dialect := range all.Names() {
		a := ask(dialect, replayed)
		asked := stubs[dialect].Asked()
		last := asked[len(asked)-1]
		check(t, dialect+" is asked", validate.Request(all.ByName(dialect).Dialect(), last.URI, last.Header, last.Body), last.Body)
		for issuer, sealed := range sealedAnswers {
			got := bytes.Contains(last.Body, []byte(`"`+sealed.seal+`"`))
			if got != (issuer == dialect) || !got && bytes.Contains(last.Body, []byte(sealed.seal)) {
				t.Errorf("%s has the state of %s: %t: %s", dialect, issuer, got, last.Body)
			}
		}
		if !strings.Contains(a.Header.Get("Interlingua-Loss"), `"withheld"`) {
			t.Errorf("%s: nothing is said of the state that was withheld: %s", dialect, a.Header.Get("Interlingua-Loss"))
		}
	}
}
