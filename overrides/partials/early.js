document.documentElement.className="js";try{var s=localStorage.getItem("magazine-scheme");if(s)document.documentElement.dataset.scheme=s}catch(e){}
