package responses_test

import (
	"os"
	"testing"

	"github.com/interlingua/interlingua/adapters/canon/canontest"
)

func TestMain(m *testing.M) { os.Exit(canontest.Main(m)) }
