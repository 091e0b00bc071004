package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"

	"github.com/interlingua/interlingua/gateway/stubtest"
)

// output is what a server prints, while it prints it.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

var listens = regexp.MustCompile(`interlingua listens on (\S+)`)

// serving runs the command for one test and gives the address at which it serves.
func serving(t *testing.T, flags serveFlags) (url string) {
	t.Helper()
	flags.listen, flags.grpcListen = "127.0.0.1:0", "off"
	ctx, stop := context.WithCancel(t.Context())
	out, done := &output{}, make(chan error, 1)
	go func() { done <- serve(ctx, flags, out) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	eventually(t, func() bool {
		found := listens.FindStringSubmatch(out.String())
		if found == nil {
			return false
		}
		url = found[1]
		resp, err := http.Get(url + "/healthz")
		return err == nil && resp.Body.Close() == nil
	})
	return url
}

// eventually waits until something is so.
func eventually(t *testing.T, so func() bool) {
	t.Helper()
	for range 1000 {
		if so() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("it never came")
}

// models is the list of models as a client gets it.
func models(t *testing.T, url string) string {
	t.Helper()
	resp, err := http.Get(url + "/v1/models")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// leads is a configuration that leads one model to an upstream.
func leads(model, upstream string) string {
	return fmt.Sprintf("log: {level: error}\nupstreams:\n  - {name: up, dialect: chat, base_url: %s/v1}\nmodels:\n  - {match: %s, upstream: up}\n", upstream, model)
}

func write(t *testing.T, file, text string, modified time.Time) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(file, modified, modified); err != nil {
		t.Fatal(err)
	}
}

// TestReload has the configuration read again when its file changes and on SIGHUP. A stream under way goes on, and a
// configuration at fault leaves the old one in force.
func TestReload(t *testing.T) {
	body := stubtest.File("answer.chat.sse")
	r := stubtest.Stream(body)
	r.Chunk, r.Pause = len(body)/8, 400*time.Millisecond
	u := stubtest.New(t, r)
	file := filepath.Join(t.TempDir(), "config.yaml")
	early, late := time.Unix(1000, 0), time.Unix(2000, 0)
	write(t, file, leads("first", u.URL), early)
	url := serving(t, serveFlags{config: file})

	resp, err := http.Post(url+"/v1/chat/completions", "application/json",
		strings.NewReader(`{"model":"first","stream":true,"messages":[{"role":"user","content":"x"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()

	write(t, file, leads("second", u.URL), late)
	eventually(t, func() bool { return strings.Contains(models(t, url), `"second"`) })
	if list := models(t, url); strings.Contains(list, `"first"`) {
		t.Errorf("the old model is still there: %s", list)
	}
	text, err := io.ReadAll(resp.Body)
	if err != nil || !bytes.Equal(text, body) {
		t.Errorf("the stream under way broke: %v, %d of %d bytes", err, len(text), len(body))
	}

	// The file's time is the same: only the signal tells.
	write(t, file, leads("third", u.URL), late)
	if err := syscall.Kill(os.Getpid(), syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	eventually(t, func() bool { return strings.Contains(models(t, url), `"third"`) })

	write(t, file, "upstreams: [{nam: x}]", late)
	if err := syscall.Kill(os.Getpid(), syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	time.Sleep(100 * time.Millisecond)
	if list := models(t, url); !strings.Contains(list, `"third"`) {
		t.Errorf("a configuration at fault was taken: %s", list)
	}
}

// TestExplainIsTheService has the command and the service say the same of a document.
func TestExplainIsTheService(t *testing.T) {
	url := serving(t, serveFlags{})
	for _, tc := range []struct{ kind, from, doc string }{
		{"request", "claude", claudeRequest},
		{"request", "chat", string(stubtest.File("request.chat.json"))},
		{"request", "gemini", string(stubtest.File("request.gemini.json"))},
		{"response", "claude", claudeResponse},
		{"request", "responses", `{"model":"m","input":"x","previous_response_id":"resp_1","tools":[{"type":"web_search"}]}`},
		{"response", "responses", string(stubtest.File("answer.responses.json"))},
		{"error", "claude", claudeError},
		{"stream", "claude", claudeStream + claudeStreamEnd},
	} {
		code, said, errs := command(tc.doc, "explain", "--kind", tc.kind, "--from", tc.from)
		if code != exitOK {
			t.Fatal(errs)
		}
		document := `"body_json":` + tc.doc
		if tc.kind == "stream" {
			document = `"body":` + quoted(t, []byte(tc.doc))
		}
		resp, err := http.Post(url+"/interlingua/v1beta1/explain", "application/json", strings.NewReader(fmt.Sprintf(
			`{"kind":"DOCUMENT_KIND_%s","from":"DIALECT_%s","document":{%s}}`, strings.ToUpper(tc.kind), strings.ToUpper(tc.from), document)))
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(resp.Body)
		if err = errors.Join(err, resp.Body.Close()); err != nil || resp.StatusCode != http.StatusOK {
			t.Fatalf("%d %v %s", resp.StatusCode, err, text)
		}
		sameExplanation(t, tc.kind, said, string(text))
	}
}

// quoted is bytes as protojson writes them.
func quoted(t *testing.T, data []byte) string {
	t.Helper()
	text, err := json.Marshal(data)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// sameExplanation compares what the command prints with what the service answers: the canonical form, and for each target
// what it would lose or why it could not be written.
func sameExplanation(t *testing.T, kind, command, service string) {
	t.Helper()
	member := kind
	if kind == "stream" {
		member = "response"
	}
	if diff := cmp.Diff(at(t, command, "canonical"), at(t, service, member)); diff != "" {
		t.Errorf("%s: canonical forms (-command +service)\n%s", kind, diff)
	}
	targets, _ := at(t, command, "targets").(map[string]any)
	outlooks, _ := at(t, service, "targets").([]any)
	if len(targets) != len(outlooks) {
		t.Fatalf("%s: %d targets, %d outlooks", kind, len(targets), len(outlooks))
	}
	for _, o := range outlooks {
		outlook := o.(map[string]any)
		name := strings.ToLower(strings.TrimPrefix(outlook["dialect"].(string), "DIALECT_"))
		said := targets[name].(map[string]any)
		if _, fails := said["error"]; fails != (outlook["fault"] != nil) {
			t.Errorf("%s to %s: %v, %v", kind, name, said, outlook)
		}
		if diff := cmp.Diff(lossLines(said["losses"]), lossLines(outlook["losses"])); diff != "" {
			t.Errorf("%s to %s: losses (-command +service)\n%s", kind, name, diff)
		}
	}
}

// lossLines spells losses alike, whoever wrote them.
func lossLines(losses any) (lines []string) {
	list, _ := losses.([]any)
	for _, l := range list {
		loss := l.(map[string]any)
		class, _ := strings.CutPrefix(loss["class"].(string), "LOSS_CLASS_")
		action, _ := strings.CutPrefix(loss["action"].(string), "LOSS_ACTION_")
		lines = append(lines, fmt.Sprint(loss["path"], " ", strings.ToLower(class), " ", strings.ToLower(action), " ", loss["refuse"], " ", loss["detail"]))
	}
	return lines
}

// TestPrecedence has a flag count over the environment, and the environment over the file.
func TestPrecedence(t *testing.T) {
	file := filepath.Join(t.TempDir(), "config.yaml")
	write(t, file, "listen: 127.0.0.1:1\ngrpc_listen: 127.0.0.1:2\n", time.Unix(1000, 0))
	t.Setenv("INTERLINGUA_CONFIG", file)
	for _, tc := range []struct {
		env, flag, want string
	}{{"", "", "127.0.0.1:1"}, {"127.0.0.1:3", "", "127.0.0.1:3"}, {"127.0.0.1:3", "127.0.0.1:4", "127.0.0.1:4"}} {
		t.Setenv("INTERLINGUA_LISTEN", tc.env)
		var flags serveFlags
		cmd := &cobra.Command{}
		flags.bind(cmd)
		if tc.flag != "" {
			if err := cmd.Flags().Set("listen", tc.flag); err != nil {
				t.Fatal(err)
			}
		}
		c, err := flags.load()
		if err != nil || c.Listen != tc.want || c.GRPCListen != "127.0.0.1:2" {
			t.Errorf("%+v: %v, %+v", tc, err, c)
		}
	}
}
