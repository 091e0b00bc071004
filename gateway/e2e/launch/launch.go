// Package launch builds the server and runs it as its users do: a process of its own, with a file of configuration.
package launch

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// Binary is the path of a built server.
type Binary string

// Build builds the server for a test and its parts.
func Build(t testing.TB) Binary {
	t.Helper()
	path := filepath.Join(t.TempDir(), "interlingua")
	if out, err := exec.Command("go", "build", "-o", path, "github.com/interlingua/interlingua/cmd/interlingua").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return Binary(path)
}

// Gateway is a running server.
type Gateway struct {
	// URL is where it listens.
	URL string
	// Log is what it writes to its standard error.
	Log *Output
}

// Serve runs a server until the test ends.
func (b Binary) Serve(t testing.TB, config string) *Gateway {
	t.Helper()
	file := filepath.Join(t.TempDir(), "interlingua.yaml")
	if err := os.WriteFile(file, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	g := &Gateway{Log: &Output{}}
	cmd := exec.Command(string(b), "serve", "--config", file)
	cmd.Stderr = g.Log
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	said := bufio.NewScanner(out)
	for g.URL == "" && said.Scan() {
		if url, ok := strings.CutPrefix(said.Text(), "interlingua listens on "); ok {
			g.URL = url
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
	if g.URL == "" {
		t.Fatalf("the server does not start with\n%s\n%s", config, g.Log)
	}
	return g
}

// Output is what a process writes, safe to read while it does.
type Output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write implements io.Writer.
func (o *Output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

// String gives all of it so far.
func (o *Output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}
