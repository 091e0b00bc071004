package gateway

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.uber.org/zap"

	"github.com/interlingua/interlingua/gateway/config"
	"github.com/interlingua/interlingua/gateway/rpc"
)

// TestServeDrains has a call that is under way when the server is told to stop come to its end.
func TestServeDrains(t *testing.T) {
	begun, end := make(chan struct{}), make(chan struct{})
	h := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "begin ")
		_ = http.NewResponseController(w).Flush()
		close(begun)
		<-end
		_, _ = io.WriteString(w, "end")
	})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() {
		served <- Serve(ctx, l, h, &config.Config{ShutdownGrace: config.Duration(time.Minute)}, zap.NewNop())
	}()
	resp, err := http.Get("http://" + l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	<-begun
	stop()
	close(end)
	body, err := io.ReadAll(resp.Body)
	if err != nil || string(body) != "begin end" {
		t.Errorf("%q, %v", body, err)
	}
	if err := <-served; err != nil {
		t.Error(err)
	}
}

// TestServeCuts has a call that does not end within the grace period cut.
func TestServeCuts(t *testing.T) {
	begun := make(chan struct{})
	h := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(begun)
		<-r.Context().Done()
	})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() {
		served <- Serve(ctx, l, h, &config.Config{ShutdownGrace: config.Duration(20 * time.Millisecond)}, zap.NewNop())
	}()
	go func() {
		<-begun
		stop()
	}()
	if resp, err := http.Get("http://" + l.Addr().String()); err == nil {
		_ = resp.Body.Close()
		t.Errorf("an answer: %d", resp.StatusCode)
	}
	if err := <-served; err != nil {
		t.Error(err)
	}
}

// TestCertificateFollowsItsFile has a new certificate served without a restart, and the old one while the new is at fault.
func TestCertificateFollowsItsFile(t *testing.T) {
	dir := t.TempDir()
	c := &config.ServerTLS{CertFile: filepath.Join(dir, "cert.pem"), KeyFile: filepath.Join(dir, "key.pem")}
	if _, err := ServerTLS(c); err == nil {
		t.Error("no certificate is no fault")
	}
	writeCertificate(t, c, "one", time.Unix(1000, 0))
	conf, err := ServerTLS(c)
	if err != nil {
		t.Fatal(err)
	}
	served := func() string {
		cert, err := conf.GetCertificate(&tls.ClientHelloInfo{})
		if err != nil {
			t.Fatal(err)
		}
		leaf, err := x509.ParseCertificate(cert.Certificate[0])
		if err != nil {
			t.Fatal(err)
		}
		return leaf.Subject.CommonName
	}
	if got := served(); got != "one" {
		t.Error(got)
	}
	writeCertificate(t, c, "two", time.Unix(2000, 0))
	if got := served(); got != "two" {
		t.Error(got)
	}
	if err := os.WriteFile(c.CertFile, []byte("broken"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := served(); got != "two" {
		t.Error(got)
	}
}

// writeCertificate writes a certificate of a name, under a time of its own.
func writeCertificate(t *testing.T, c *config.ServerTLS, name string, modified time.Time) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}}
	cert, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for file, block := range map[string]*pem.Block{c.CertFile: {Type: "CERTIFICATE", Bytes: cert}, c.KeyFile: {Type: "PRIVATE KEY", Bytes: private}} {
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, modified, modified); err != nil {
			t.Fatal(err)
		}
	}
}

// TestServeGRPCStopsAtOnce stops the server before it could begin: that is no failure.
func TestServeGRPCStopsAtOnce(t *testing.T) {
	for range 50 {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		stop()
		s := rpc.New(rpc.Server{Log: zap.NewNop(), Clock: time.Now})
		if err := ServeGRPC(ctx, l, s, &config.Config{ShutdownGrace: config.Duration(time.Minute)}, zap.NewNop()); err != nil {
			t.Fatal(err)
		}
	}
}
