package sdks

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/interlingua/interlingua/gateway/e2e/upstream"
)

// build compiles the command.
func build(t *testing.T) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "interlingua")
	out, err := exec.Command("go", "build", "-o", binary, "../../../cmd/interlingua").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return binary
}

// config is the gateway's: clients keep the model names of their own vendor, and one key. The retries are left to the SDKs, which
// they are to show.
const config = `
listen: 127.0.0.1:0
grpc_listen: 127.0.0.1:0
keys: [{name: suite, sha256: %x}]
upstreams:
  - {name: up, dialect: %s, base_url: "%s", api_key: "%s", quirks: {%s}}
models:
  - {match: %q, upstream: up, model: %q}
  - {match: "*", upstream: up, model: %q}
retry: {attempts: 1}
log: {level: error}
`

// quirks are what an upstream takes beyond its vendor's own service: the one of Chat Completions reasons aloud.
var quirks = map[string]string{"chat": "reasoning_field: reasoning_content"}

// serve runs the gateway before an upstream, and gives its address.
func serve(t *testing.T, binary string, w words, up *upstream.Server, dialect string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "config.yaml")
	text := fmt.Sprintf(config, sha256.Sum256([]byte(w.Key)), dialect, up.BaseURL(), upstream.APIKey, quirks[dialect], w.ModelList, up.Model, up.Model)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(binary, "serve", "--config", path)
	cmd.Stderr = os.Stderr
	stdout, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait()
	})
	address := make(chan string, 1)
	go func() {
		for lines := bufio.NewScanner(stdout); lines.Scan(); {
			if url, ok := strings.CutPrefix(lines.Text(), "interlingua listens on "); ok {
				address <- url
			}
		}
	}()
	select {
	case url := <-address:
		return url
	case <-time.After(30 * time.Second):
		t.Fatal("the gateway does not say where it listens")
		return ""
	}
}
