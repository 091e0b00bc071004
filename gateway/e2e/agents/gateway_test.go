package agents

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway/e2e/upstream"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// builds is the folder that the server is built in.
var builds string

// binary builds the server once for all tests.
var binary = sync.OnceValues(func() (string, error) {
	path := filepath.Join(builds, "interlingua")
	out, err := exec.Command("go", "build", "-o", path, "github.com/interlingua/interlingua/cmd/interlingua").CombinedOutput()
	if err != nil {
		err = fmt.Errorf("%w\n%s", err, out)
	}
	return path, err
})

// TestMain keeps the server that the tests build as long as they run.
func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "interlingua")
	if err != nil {
		panic(err)
	}
	builds = folder
	status := m.Run()
	_ = os.RemoveAll(folder) // what stays lies in the system's folder for such things
	os.Exit(status)
}

// server is a running gateway.
type server struct {
	url string
	log *record
}

// record is what a process writes, safe to read while it does.
type record struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (r *record) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text.Write(p)
}

func (r *record) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text.String()
}

// quirks are what an upstream needs to be told of, by dialect: the scripted Chat model thinks aloud as DeepSeek's do.
var quirks = map[pb.Dialect]string{pb.Dialect_DIALECT_CHAT: "{reasoning_field: reasoning_content}"}

// configuration leads every name of a model to one upstream. Without a model there the name stays.
func configuration(dialect pb.Dialect, baseURL, key, model string) string {
	text := "upstreams:\n  - name: " + upstreamName + "\n    dialect: " + all.Name(dialect) + "\n    base_url: " + baseURL + "\n    api_key: " + key + "\n"
	if q := quirks[dialect]; q != "" {
		text += "    quirks: " + q + "\n"
	}
	text += "models:\n  - match: \"*\"\n    upstream: " + upstreamName + "\n"
	if model != "" {
		text += "    model: " + model + "\n"
	}
	return text
}

// upstreamName is the upstream's name in configurations.
const upstreamName = "vendor"

// serve starts the server binary in front of one upstream and ends it with the test. The model keeps its name where client and
// upstream speak one dialect; lines are added to the configuration.
func serve(t testing.TB, dialect pb.Dialect, up *upstream.Server, model, lines string) *server {
	t.Helper()
	path, err := binary()
	if err != nil {
		t.Fatal(err)
	}
	text := "listen: 127.0.0.1:0\ngrpc_listen: \"off\"\n" + configuration(dialect, up.BaseURL(), upstream.APIKey, model) + lines
	file := filepath.Join(t.TempDir(), "interlingua.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s := &server{log: &record{}}
	cmd := exec.Command(path, "serve", "--config", file)
	cmd.Stderr = s.log
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := bufio.NewScanner(out)
	for s.url == "" && said.Scan() {
		if url, ok := strings.CutPrefix(said.Text(), "interlingua listens on "); ok {
			s.url = url
		}
	}
	go func() {
		for said.Scan() {
		}
	}()
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		timer := time.AfterFunc(5*time.Second, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait()
		timer.Stop()
	})
	if s.url == "" {
		t.Fatalf("the server does not start with\n%s\n%s", text, s.log)
	}
	return s
}

// complaints are what is wrong with the log: errors, panics, and words of the conversation.
func (s *server) complaints() []string {
	var out []string
	for line := range strings.Lines(s.log.String()) {
		var entry struct{ Level, Msg string }
		if err := json.Unmarshal([]byte(line), &entry); err != nil || entry.Level == "error" || entry.Level == "panic" || entry.Level == "fatal" {
			out = append(out, "the gateway logged: "+strings.TrimSpace(line))
		}
		for _, word := range secrets {
			if strings.Contains(strings.ToLower(line), word) {
				out = append(out, "the gateway logged the conversation: "+strings.TrimSpace(line))
			}
		}
	}
	return out
}
